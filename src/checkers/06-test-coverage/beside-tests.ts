import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { publishedPaths, startedPaths } from '../../syntax/package-entries.ts';
import type { Coverage } from './changed-lines.ts';
import { ASIDE, productionFiles } from './production-files.ts';
import { isCoverable, type Sources } from './source-files.ts';

/** Of other languages nobody looks here what imports what. */
const JAVASCRIPT = /\.[cm]?[jt]sx?$/;

export interface BesideTests {
  readonly base: Tree;
  readonly head: Tree;
  readonly suite: Sources;
  /** What tests measured before; null when nobody knows, and then every file is held. */
  readonly before: Coverage | null;
  readonly now: Coverage;
}

/**
 * Those of these files of JavaScript that no test loads and that nobody would ask a test of: they lie in a folder at the top of a package (as
 * packages are at the base commit) where tests measure nothing, no package.json gives them to its users or starts them, unless as one of
 * people's own programs, and production code imports none of them. The scripts of a site are such. A file at the top itself may be what a build
 * puts together.
 */
export async function besideTests(files: readonly string[], { base, head, suite, before, now }: BesideTests): Promise<ReadonlySet<string>> {
  if (before === null || files.length === 0) return new Set();
  const manifests = base.paths.filter((path) => posix.basename(path) === 'package.json' && !path.includes('node_modules/'));
  const folders = manifests.map((path) => posix.dirname(path)).toSorted((a, b) => b.length - a.length);
  const placeOf = (path: string) => {
    const folder = folders.find((one) => one === '.' || path.startsWith(`${one}/`)) ?? '.';
    const [top = '', ...below] = posix.relative(folder, path).split('/');
    return below.length === 0 ? null : posix.join(folder, top);
  };
  const measured = new Set([...before.keys(), ...now.keys()].filter((path) => isCoverable(path, suite)).map(placeOf));
  const used = new Set<string>();
  for (const path of manifests) {
    for (const tree of [base, head]) {
      const [folder, manifest] = [posix.dirname(path), await tree.read(path)];
      const started = startedPaths(folder, manifest).filter((file) => !ASIDE.test(file));
      for (const file of [...publishedPaths(folder, manifest), ...started]) used.add(file);
    }
  }
  const isAside = (path: string) => {
    const place = placeOf(path);
    return JAVASCRIPT.test(path) && place !== null && !measured.has(place) && !used.has(path);
  };
  const aside = files.filter(isAside);
  if (aside.length === 0) return new Set();
  const imported = await productionFiles(head, suite, isAside);
  return new Set(aside.filter((path) => !imported.has(path)));
}
