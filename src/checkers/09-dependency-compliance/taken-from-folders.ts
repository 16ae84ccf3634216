import { posix } from 'node:path';
import { z } from 'zod';
import { pythonName } from '../../formats/python-requirement.ts';
import type { LockedFolder } from '../../formats/dependency-graph/dependency-graph.ts';
import type { Dependencies, Lock } from './dependency-files.ts';
import { isThere } from './go-disagreements.ts';
import { lineOf } from './line-of.ts';
import { crateName } from './locked-manifests.ts';
import type { Sighting } from './rules.ts';
import { workspacesOf } from './unknown-workspaces.ts';

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
      const said = faultOf(one, { lock, side: after, wasFetched: fetched.has(`${lock.graph.ecosystem} ${one.as}`) });
      const at = { path: lock.path, range: { startLine: lineOf(lock.text, one.mark) }, code: `folder ${one.as}` };
      return said === null ? [] : [{ rule: 'source-not-registry', ...at, message: `${one.as} comes from no registry but from ${said}` }];
    });
  });
}

interface Taken {
  readonly lock: Lock;
  readonly side: Dependencies;
  /** Did base fetch one of that name? */
  readonly wasFetched: boolean;
}

function faultOf({ as, folder }: LockedFolder, { lock, side, wasFetched }: Taken): string | null {
  if (folder !== null && !isThere(posix.join(lock.folder, folder), folder, side)) return `${folder}, which is no folder of the repository`;
  return wasFetched && !isMeant(as, lock, side) ? `${folder ?? 'a folder'}, which no manifest says, and was fetched` : null;
}

const uvSettings = z.object({
  tool: z.object({ uv: z.object({ sources: z.record(z.string(), z.unknown()).optional(), workspace: z.looseObject({}).optional() }) }),
});
const A_FOLDER = /^(?:file|link|portal|workspace|catalog):|^[./~]/;

/**
 * Does a manifest say that the name stands for a folder: as a workspace, or by asking for a folder under it? That a package in the tree has
 * the name is not enough: `npm ci` and `uv sync --frozen` take whatever folder the lockfile names.
 */
function isMeant(name: string, lock: Lock, side: Dependencies): boolean {
  const { packages, toml } = side;
  const tables = [...toml.values()];
  if (lock.path.endsWith('Cargo.lock')) return tables.some(({ value }) => crateName(value) === name);
  if (lock.path.endsWith('uv.lock')) {
    const settings = tables.map(({ value }) => uvSettings.safeParse(value).data?.tool.uv);
    const isSource = settings.some((uv) => Object.keys(uv?.sources ?? {}).some((key) => pythonName(key) === name));
    return isSource || (settings.some((uv) => uv?.workspace !== undefined) && tables.some(({ text }) => projectName(text) === name));
  }
  const members = [posix.join(lock.folder, 'package.json'), ...workspacesOf(lock, side).map(({ path }) => path)];
  const isAsked = [...packages.values()].some(({ asked }) => asked.some((one) => one.name === name && A_FOLDER.test(one.range)));
  return isAsked || members.some((path) => packages.get(path)?.name === name);
}

function projectName(text: string): string | null {
  const name = /^\[(?:project|tool\.poetry)\][^[]*?^name\s*=\s*["']([^"']+)["']/m.exec(text)?.[1];
  return name === undefined ? null : pythonName(name);
}
