import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { publishedPaths } from '../../syntax/package-entries.ts';
import type { Coverage } from './changed-lines.ts';
import { ASIDE, productionFiles } from './production-files.ts';
import { isCoverable, type Sources } from './source-files.ts';

export interface BesideTests {
  readonly base: Tree;
  readonly head: Tree;
  readonly suite: Sources;
  /** What tests measure, on either side. */
  readonly coverage: readonly Coverage[];
}

/**
 * Those of these files that no test loads and that nobody would ask a test of: they lie in a folder at the top of a package (as packages are at the
 * base commit) where tests measure nothing, or in one that is called as those of people's own programs are; production code imports none of them;
 * and no package.json gives them to its users. The scripts of a site are such. A file at the top itself may be what a build puts together.
 */
export async function besideTests(files: readonly string[], { base, head, suite, coverage }: BesideTests): Promise<ReadonlySet<string>> {
  const manifests = base.paths.filter((path) => posix.basename(path) === 'package.json' && !path.includes('node_modules/'));
  const folders = manifests.map((path) => posix.dirname(path)).toSorted((a, b) => b.length - a.length);
  const placeOf = (path: string) => {
    const folder = folders.find((one) => one === '.' || path.startsWith(`${one}/`)) ?? '.';
    const [top = '', ...below] = posix.relative(folder, path).split('/');
    return below.length === 0 ? null : posix.join(folder, top);
  };
  const measured = new Set(coverage.flatMap((one) => [...one.keys()].filter((path) => isCoverable(path, suite)).map(placeOf)));
  const isAside = (path: string) => {
    const place = placeOf(path);
    return ASIDE.test(path) || (place !== null && !measured.has(place));
  };
  const aside = files.filter(isAside);
  if (aside.length === 0) return new Set();
  const imported = await productionFiles(head, suite, isAside);
  const published = new Set<string>();
  for (const path of manifests)
    for (const tree of [base, head]) for (const file of publishedPaths(posix.dirname(path), await tree.read(path))) published.add(file);
  return new Set(aside.filter((path) => !imported.has(path) && !published.has(path)));
}
