import type { Change } from '../../../domain/change.ts';
import type { Tree } from '../../../domain/tree.ts';
import type { ToolUse } from '../../../domain/verdict.ts';
import { isDependencyLock } from '../../../formats/dependency-graph/read-dependency-graph.ts';
import type { Sighting } from '../rules.ts';
import { changedLocks, packagesOf, vulnerableIn } from './find-vulnerable.ts';
import { openFolder, readDatabase } from './read-database.ts';

export interface AdvisoriesRequest {
  readonly folder: string;
  readonly change: Change;
  readonly base: Tree;
  readonly head: Tree;
  readonly keepReport: (text: string) => Promise<string>;
  readonly signal: AbortSignal;
}

export interface AdvisoriesAnswer {
  readonly sightings: readonly Sighting[];
  /** Null where the change writes no lockfile: then nothing was asked. */
  readonly tool: ToolUse | null;
  readonly packages: number;
  /** What stays open, in words; null for nothing. */
  readonly caveat: string | null;
}

const MANIFEST = /(^|\/)(package\.json|pyproject\.toml|Cargo\.toml|go\.mod|pom\.xml|build\.gradle(\.kts)?)$/;

/** What the database says of the lockfiles that a change writes. AdapterError when it cannot be asked, also where it need not. */
export async function askAdvisories({ folder, change, base, head, keepReport, signal }: AdvisoriesRequest): Promise<AdvisoriesAnswer> {
  const locks = await changedLocks({ change, base, head });
  if (locks.length === 0) {
    await openFolder(folder, base);
    const isUnlocked = change.files.some(({ path }) => MANIFEST.test(path)) && !head.paths.some(isDependencyLock);
    return {
      sightings: [],
      tool: null,
      packages: 0,
      caveat: isUnlocked ? 'vulnerable dependencies not evaluated: there is no lockfile' : null,
    };
  }
  const packages = packagesOf(locks);
  const { records, newest, size } = await readDatabase({ folder, base, packages, signal });
  const sightings = locks.flatMap((lock) => vulnerableIn(lock, records));
  const asked = packages.map(({ ecosystem, name, version }) => `${ecosystem} ${name} ${version}`).toSorted();
  const digest = await keepReport(`${JSON.stringify({ folder, newest, size, asked, records }, null, 2)}\n`);
  return { sightings, tool: { name: 'OSV database', version: newest, digest }, packages: packages.length, caveat: null };
}
