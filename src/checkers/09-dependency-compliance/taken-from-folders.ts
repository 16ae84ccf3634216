import { posix } from 'node:path';
import { pythonName } from '../../formats/python-requirement.ts';
import type { LockedFolder } from '../../formats/dependency-graph/dependency-graph.ts';
import type { Dependencies, Lock } from './dependency-files.ts';
import { isThere } from './go-disagreements.ts';
import { lineOf } from './line-of.ts';
import { crateName } from './locked-manifests.ts';
import type { Sighting } from './rules.ts';

/**
 * Packages that a lockfile comes to take from a folder: outside of the repository nobody else has it, and in the place of what base fetched some manifest has
 * to say so.
 */
export function takenFromFolders(before: Dependencies, after: Dependencies): Sighting[] {
  const fetched = new Set(before.locks.flatMap(({ graph }) => graph.packages.map(({ as }) => `${graph.ecosystem} ${as}`)));
  return after.locks.flatMap((lock) => {
    const old = before.locks.find(({ path }) => path === lock.path)?.graph.folders ?? [];
    const fresh = (lock.graph.folders ?? []).filter((one) => !old.some(({ as, folder }) => as === one.as && folder === one.folder));
    return [...new Map(fresh.map((one) => [`${one.as} ${one.folder}`, one])).values()].flatMap((one): Sighting[] => {
      const said = faultOf(one, lock, after, fetched.has(`${lock.graph.ecosystem} ${one.as}`));
      const at = { path: lock.path, range: { startLine: lineOf(lock.text, one.mark) }, code: `folder ${one.as}` };
      return said === null ? [] : [{ rule: 'source-not-registry', ...at, message: `${one.as} comes from no registry but from ${said}` }];
    });
  });
}

function faultOf({ as, folder }: LockedFolder, lock: Lock, side: Dependencies, wasFetched: boolean): string | null {
  if (folder !== null && !isThere(posix.join(lock.folder, folder), folder, side)) return `${folder}, which is no folder of the repository`;
  return wasFetched && !isMeant(as, side) ? `${folder ?? 'a folder'}, which no manifest says, and was fetched` : null;
}

const A_FOLDER = /^(?:file|link|portal|workspace|catalog):|^[./~]/;

/** Is it the name of a package of the repository, or does a manifest ask for a folder under it? */
function isMeant(name: string, { packages, toml }: Dependencies): boolean {
  const byJavaScript = [...packages.values()].some(
    (one) => one.name === name || one.asked.some((asked) => asked.name === name && A_FOLDER.test(asked.range)),
  );
  return byJavaScript || [...toml.values()].some(({ value, text }) => crateName(value) === name || projectName(text) === name);
}

function projectName(text: string): string | null {
  const name = /^\[(?:project|tool\.poetry)\][^[]*?^name\s*=\s*["']([^"']+)["']/m.exec(text)?.[1];
  return name === undefined ? null : pythonName(name);
}
