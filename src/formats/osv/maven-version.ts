const QUALIFIERS = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const SAME: Readonly<Record<string, string>> = { a: 'alpha', b: 'beta', m: 'milestone', cr: 'rc', ga: '', final: '', release: '' };
const MAX_CHARACTERS = 256;

/** What a version of Maven is made of, each part so that numbers decide: qualifiers come before numbers, unknown ones by their letters. */
export type MavenVersion = readonly (readonly [number, number | string])[];

/** Null for what is none. */
export function mavenVersion(text: string): MavenVersion | null {
  if (text === '' || text.length > MAX_CHARACTERS || /\s/.test(text)) return null;
  const parts = (text.toLowerCase().match(/\d+|[a-z]+/g) ?? []).map((word): readonly [number, number | string] => {
    if (/^\d/.test(word)) return [2, Number(word)];
    const meant = SAME[word] ?? word;
    const place = QUALIFIERS.indexOf(meant);
    return place === -1 ? [1, meant] : [0, place];
  });
  while (parts.length > 0 && isNothing(parts.at(-1))) parts.pop();
  return parts;
}

const RELEASE = QUALIFIERS.indexOf('');

function isNothing(part: MavenVersion[number] | undefined): boolean {
  return part !== undefined && ((part[0] === 2 && part[1] === 0) || (part[0] === 0 && part[1] === RELEASE));
}

/** Below zero where the first is the older one. */
export function compareMaven(a: MavenVersion, b: MavenVersion): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const order = compareParts(a[index] ?? [0, RELEASE], b[index] ?? [0, RELEASE]);
    if (order !== 0) return order;
  }
  return 0;
}

function compareParts(a: MavenVersion[number], b: MavenVersion[number]): number {
  // Nothing and a zero are the same.
  if (isNothing(a) && isNothing(b)) return 0;
  if (a[0] !== b[0]) return a[0] - b[0];
  return a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0;
}
