import type { Change } from '../../../domain/change.ts';
import type { Tree } from '../../../domain/tree.ts';
import type { ToolUse } from '../../../domain/verdict.ts';
import { isDependencyLock } from '../../../formats/dependency-graph/read-dependency-graph.ts';
import type { Advisors } from '../../../tools/tool.ts';
import type { Sighting } from '../rules.ts';
import { isProgram } from './advisories-option.ts';
import { askProgram } from './ask-program.ts';
import { changedLocks, packagesOf, vulnerableIn } from './find-vulnerable.ts';
import { pomLocks, unaskedPoms } from './pom-locks.ts';
import { openFolder, readDatabase } from './read-database.ts';

export interface AdvisoriesRequest {
  /** A folder of OSV records, or a program. */
  readonly source: string;
  readonly advise: Advisors;
  /** False where no program may be started. */
  readonly mayRunCode: boolean;
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
export async function askAdvisories(request: AdvisoriesRequest): Promise<AdvisoriesAnswer> {
  const { source, change, base, head, keepReport, signal } = request;
  const poms = isProgram(source) ? { locks: [], caveats: unaskedPoms(change) } : await pomLocks({ change, base, head });
  const locks = [...(await changedLocks({ change, base, head })), ...poms.locks];
  if (isProgram(source) && !request.mayRunCode) return nothing('vulnerable dependencies not evaluated: an audit starts no program');
  if (locks.length === 0) {
    if (!isProgram(source)) await openFolder(source, base);
    const isUnlocked = change.files.some(({ path }) => MANIFEST.test(path)) && !head.paths.some(isDependencyLock);
    const unlocked = isUnlocked && poms.caveats.length === 0 ? ['vulnerable dependencies not evaluated: there is no lockfile'] : [];
    return nothing([...poms.caveats, ...unlocked].join('; ') || null);
  }
  const packages = packagesOf(locks);
  if (isProgram(source)) {
    const { caveat, ...answer } = await askProgram({ ...request, source, locks });
    const caveats = [...(caveat === null ? [] : [caveat]), ...poms.caveats];
    return { ...answer, packages: packages.length, caveat: caveats.join('; ') || null };
  }
  const { records, newest, size } = await readDatabase({ folder: source, base, packages, signal });
  const sightings = locks.flatMap((lock) => vulnerableIn(lock, records));
  const asked = packages.map(({ ecosystem, name, version }) => `${ecosystem} ${name} ${version}`).toSorted();
  const digest = await keepReport(`${JSON.stringify({ folder: source, newest, size, asked, records }, null, 2)}\n`);
  return {
    sightings,
    tool: { name: 'OSV database', version: newest, digest },
    packages: packages.length,
    caveat: poms.caveats.join('; ') || null,
  };
}

function nothing(caveat: string | null): AdvisoriesAnswer {
  return { sightings: [], tool: null, packages: 0, caveat };
}
