const VERSION =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d*))?(?:(?:-(\d+))|[-_.]?(?:post|rev|r)[-_.]?(\d*))?(?:[-_.]?dev[-_.]?(\d*))?(?:\+[a-z\d]+(?:[-_.][a-z\d]+)*)?$/;
const PHASES: Readonly<Record<string, number>> = { a: 0, alpha: 0, b: 1, beta: 1, c: 2, rc: 2, pre: 2, preview: 2 };
const MAX_CHARACTERS = 256;

/**
 * A version of Python as PEP 440 orders them: epoch, phase of the release and the numbers of each. What is behind a `+` is a build of
 * the same version. Null for what is none.
 */
export function pythonVersion(text: string): readonly (readonly number[])[] | null {
  const found = text.length > MAX_CHARACTERS ? null : VERSION.exec(text.trim().toLowerCase());
  if (found === null) return null;
  const [, epoch = '0', release = '', phase, count = '', dash, post, dev] = found;
  const numbers = release.split('.').map(Number);
  while (numbers.length > 1 && numbers.at(-1) === 0) numbers.pop();
  const isPost = dash !== undefined || post !== undefined;
  // Of a version alone its development comes before its first alpha.
  const first = phase === undefined ? (dev !== undefined && !isPost ? [-1] : [3]) : [PHASES[phase] ?? 0, Number(count)];
  return [[Number(epoch)], numbers, first, isPost ? [1, Number(dash ?? post)] : [0], dev === undefined ? [1] : [0, Number(dev)]];
}
