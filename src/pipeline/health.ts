import { CONFIG_PATH } from '../config/load.ts';
import { effectivePolicy, type EffectivePolicy } from '../config/effective-policy.ts';
import { type NeededProgram, neededPrograms } from '../config/needed-programs.ts';
import { UserError } from '../domain/error.ts';
import type { CheckerResult } from '../domain/verdict.ts';
import type { Tree } from '../domain/tree.ts';
import { runCanary } from '../gate/canary.ts';
import { foundPrograms, type FoundProgram } from '../gate/found-programs.ts';
import { type Bench, sandboxFor } from '../gate/judging.ts';
import { runOwnCanary } from '../gate/own-canary.ts';
import { CATALOG, type CatalogEntry, CHECKER_IDS } from '../gate/policy.ts';
import type { Repository } from '../git/repository.ts';
import { snapshotWorkingTree } from '../git/snapshot.ts';
import { ObjectReader, openTree } from '../git/tree.ts';
import { type FoundLevel, foundLevel } from '../platform/found-level.ts';
import { bubblewrapProgram } from '../platform/bubblewrap.ts';
import { machinePath } from '../platform/machine-path.ts';
import { privateFolder } from '../platform/private-folder.ts';
import { howToRaiseLevel } from '../platform/raise-level.ts';
import { limitsOf } from '../platform/resource-watch.ts';
import { openSandbox } from '../platform/sandbox.ts';

export interface Canary extends Pick<CheckerResult, 'number' | 'id' | 'verdict' | 'durationMs'> {
  readonly reason: string | null;
  readonly canFail: boolean;
}

export interface Health {
  /** `raise`: what makes a better level work; null for the best. */
  readonly sandbox: FoundLevel & { readonly raise: string | null };
  /** What is wrong with the working tree's policy; null when nothing is, or there is no repository. */
  readonly policyProblem: string | null;
  /** What judging this repository starts, looked for in the sandbox. */
  readonly programs: readonly FoundProgram[];
  readonly canaries: readonly Canary[];
}

export interface HealthRequest {
  readonly bench: Omit<Bench, 'repository'>;
  /** Null outside of one. */
  readonly repository: Repository | null;
  readonly canaryFolder: (entry: CatalogEntry) => string;
  readonly signal: AbortSignal;
  readonly onStep: (words: string | null) => void;
}

/** What is there and what is missing for judging what lies in the working tree now, and whether every checker can still fail. */
export async function health(request: HealthRequest): Promise<Health> {
  const { bench, repository, canaryFolder, signal, onStep } = request;
  await using reader = repository === null ? null : new ObjectReader(repository.ours);
  onStep('looking for programs');
  const tree = repository === null || reader === null ? null : await openTree(reader, await snapshotWorkingTree(repository));
  const { policy, problem } = await policyOf(tree);
  const programs = await programsOf(request, policy);
  const canaries: Canary[] = [];
  const note = ({ number, id, verdict, durationMs, reason }: CheckerResult) =>
    canaries.push({ number, id, verdict, reason: reason ?? null, durationMs, canFail: verdict === 'failed' });
  for (const entry of CATALOG.filter(({ isBuilt }) => isBuilt)) {
    onStep(`canary of ${entry.id}`);
    note(await runCanary(bench, { entry, folder: canaryFolder(entry), signal }));
  }
  const joined = policy?.joined ?? [];
  for (const checker of tree === null ? [] : joined.filter(({ kind }) => kind === 'own')) {
    onStep(`canary of ${checker.id}`);
    if (tree !== null) note({ ...(await runOwnCanary(bench, { checker, joined, tree, signal })), number: checker.number });
  }
  return { sandbox: await sandboxHealth(), policyProblem: problem, programs, canaries };
}

async function sandboxHealth(): Promise<Health['sandbox']> {
  const found = await foundLevel();
  if (found.reason === null) return { ...found, raise: null };
  return { ...found, raise: bubblewrapProgram() === null ? 'apt-get install bubblewrap' : await howToRaiseLevel() };
}

async function policyOf(tree: Tree | null): Promise<{ readonly policy: EffectivePolicy | null; readonly problem: string | null }> {
  if (tree === null) return { policy: null, problem: null };
  try {
    return { policy: await effectivePolicy({ configText: await tree.read(CONFIG_PATH), tree, checkerIds: CHECKER_IDS }), problem: null };
  } catch (error) {
    // Whoever asks what is wrong is told all of it.
    if (error instanceof UserError) return { policy: null, problem: error.message };
    throw error;
  }
}

/** Without a repository: what Jidoka's own planted faults need. */
const ALWAYS: NeededProgram = { name: 'node', neededFor: ['the canaries'], ask: '--version', install: 'apt-get install nodejs' };

async function programsOf({ bench, repository }: HealthRequest, policy: EffectivePolicy | null): Promise<FoundProgram[]> {
  if (policy !== null && repository !== null)
    return foundPrograms(await sandboxFor({ ...bench, repository }, policy), neededPrograms(policy));
  await using place = await privateFolder();
  const sandbox = openSandbox({
    level: (await foundLevel()).level,
    callerEnv: bench.callerEnv,
    machinePath: machinePath({ ...bench, root: null, isCommitted: false }),
    passed: [],
    homes: await place.folder('homes'),
    processRegistry: await place.folder('processes'),
    hidden: [],
    limits: limitsOf({ processes: 1024, outputMb: 16 }),
  });
  // Awaited here: the folder lives until then.
  return await foundPrograms(sandbox, [ALWAYS]);
}
