import { posix } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Tree } from '../../domain/tree.ts';
import { isDependencyLock } from '../../formats/dependency-graph/read-dependency-graph.ts';
import type { Dependencies } from './dependency-files.ts';

const names = z.array(z.string()).catch([]).default([]);
const switches = z.record(z.string(), z.unknown()).catch({}).default({});
const pnpm = z.object({ onlyBuiltDependencies: names, allowBuilds: switches });
const NONE = { onlyBuiltDependencies: [], allowBuilds: {} };
const settings = pnpm.extend({ allowScripts: switches, trustedDependencies: names, pnpm: pnpm.catch(NONE).default(NONE) });

/** The packages whose install scripts the base commit lets run, in the keys of npm, pnpm and bun. What cannot be read permits none. */
export async function permittedScripts(base: Tree): Promise<ReadonlySet<string>> {
  const permitted = new Set<string>();
  for (const path of ['package.json', 'pnpm-workspace.yaml']) {
    const read = settings.safeParse(parsed(await base.read(path))).data;
    if (read === undefined) continue;
    for (const name of [...read.onlyBuiltDependencies, ...read.pnpm.onlyBuiltDependencies, ...read.trustedDependencies])
      permitted.add(name);
    for (const [name, value] of Object.entries({ ...read.allowScripts, ...read.allowBuilds, ...read.pnpm.allowBuilds }))
      if (value === true) permitted.add(name);
  }
  // `name@version` permits that version only, which is decided by the manager; its name is known.
  return new Set([...permitted].map((name) => name.replace(/(?<=.)@.*$/, '')));
}

/** What manifests without any lockfile ask for: its scripts run there already, in whatever version. */
export function askedWithoutLock({ packages, tree }: Pick<Dependencies, 'packages' | 'tree'>): string[] {
  const locked = new Set(tree.paths.filter((path) => isDependencyLock(path)).map((path) => posix.dirname(path)));
  const isLocked = (folder: string): boolean => locked.has(folder) || (folder !== '.' && folder !== '/' && isLocked(posix.dirname(folder)));
  return [...packages].flatMap(([path, { asked }]) =>
    isLocked(posix.dirname(path)) ? [] : asked.filter(({ group }) => group !== 'peer').map(({ name }) => name),
  );
}

/** JSON is YAML. */
function parsed(text: string | null): unknown {
  try {
    return text === null ? {} : parse(text, { logLevel: 'error', prettyErrors: false });
  } catch {
    // A broken file permits nothing.
    return {};
  }
}
