/** What is looked at of untrusted output. */
const MAX_PATHS = 500;
const ABSOLUTE_PATH = /(?:file:\/\/|(?<![\w.~/-]))(\/[^\s:'"`()<>|,;*?]{1,500})/g;

/**
 * The folder a build ran in, by the absolute paths it printed: the one under which most of them are files of the tree. Null when it
 * printed none. A wrong answer only misplaces a finding.
 */
export function checkoutRoot(text: string, paths: ReadonlySet<string>): string | null {
  const counts = new Map<string, number>();
  let looked = 0;
  for (const [, path = ''] of text.matchAll(ABSOLUTE_PATH)) {
    looked += 1;
    if (looked > MAX_PATHS) break;
    const root = rootOf(path, paths);
    if (root !== null) counts.set(root, (counts.get(root) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most === undefined ? null : most[0];
}

function rootOf(path: string, paths: ReadonlySet<string>): string | null {
  if (path.includes('/node_modules/')) return null;
  for (let slash = path.indexOf('/', 1); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    if (paths.has(path.slice(slash + 1))) return path.slice(0, slash);
  }
  return null;
}
