import { z } from 'zod';
import type { AnyChecker, Capabilities, Capability, CheckContext, NotApplicable } from '../../src/checkers/checker.ts';
import { NO_WAIVERS } from '../../src/domain/waiver.ts';
import { diffTrees } from '../../src/git/diff.ts';
import { openRepository, prepareState, treeOf } from '../../src/git/repository.ts';
import { ObjectReader, openTree } from '../../src/git/tree.ts';
import type { Bench } from '../../src/gate/judging.ts';
import { CATALOG } from '../../src/gate/policy.ts';
import type { RegistryEntry } from '../../src/gate/run-gate.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { systemIds } from '../../src/platform/ids.ts';
import { askDefinitions } from '../../src/tools/definitions/ask-definitions.ts';
import { advisors } from '../../src/tools/advisors/advisors.ts';
import { reportingTool } from '../../src/tools/reporting/reporting-tool.ts';
import type { TestRepository } from './repository.ts';

type Input = CheckContext<{ readonly strict?: boolean }, string> & Capabilities;

/** A checker whose check is the given one. Its rules are `bad` (error) and `odd` (warning). */
export function scriptedChecker(
  check: (input: Input) => unknown,
  traits: Partial<Pick<AnyChecker, 'cost' | 'needs' | 'parses' | 'version'>> = {},
): AnyChecker {
  const rule = { title: 'A rule', remediation: 'Do it right.' };
  return {
    title: 'Everything is right',
    kind: 'programmatic',
    on: ['change'],
    needs: ['change', 'base', 'head', 'events', 'workOrder', 'workspaces', 'nonce', 'project'] satisfies Capability[],
    version: 1,
    cost: 'cheap',
    parses: true,
    options: z.strictObject({ strict: z.boolean().exactOptional() }),
    rules: { bad: { ...rule, severity: 'error' }, odd: { ...rule, severity: 'warning' } },
    // A test may answer anything: that is what the runner must stand up to.
    check: async (input) => (await check(input as Input)) as NotApplicable | void,
    ...traits,
  };
}

/** Looks at every changed file and finds nothing. */
export const contentChecker = scriptedChecker(({ change, inScope, examined }) => {
  const paths = change.files.map(({ path }) => path);
  inScope(paths);
  examined(paths);
});

/** A registry of all built checkers: the given ones by id, content ones elsewhere. */
export function registryOf(checkers: Readonly<Record<string, AnyChecker>> = {}): RegistryEntry[] {
  return CATALOG.filter(({ isBuilt }) => isBuilt).map(({ number, id }) => ({
    number,
    id,
    load: async () => ({ default: checkers[id] ?? contentChecker }),
  }));
}

export async function benchOf(repo: TestRepository, registry: readonly RegistryEntry[] = registryOf()): Promise<Bench> {
  const repository = await openRepository(repo.root);
  await prepareState(repository);
  return {
    repository,
    registry,
    toolsFor: async () => ({ linters: [], testSuite: null }),
    reporting: async (name, config) => reportingTool({ name, config, keep: async () => '0'.repeat(64) }),
    keepReport: async () => '0'.repeat(64),
    advisorsIn: advisors,
    definitionsIn: askDefinitions,
    callerEnv: process.env,
    clock: systemClock,
    ids: systemIds,
    useLocalDependencies: false,
  };
}

export interface OpenChange extends AsyncDisposable {
  readonly capabilities: Pick<Capabilities, 'change' | 'base' | 'head' | 'waivers'>;
}

/** The change between two commits, as a checker is handed it. */
export async function changeBetween(repo: TestRepository, baseCommit: string, headCommit: string): Promise<OpenChange> {
  const repository = await openRepository(repo.root);
  await prepareState(repository);
  const reader = new ObjectReader(repository.ours);
  const [baseTree, tree] = [await treeOf(repository, baseCommit), await treeOf(repository, headCommit)];
  const [base, head] = [await openTree(reader, baseTree), await openTree(reader, tree)];
  const change = await diffTrees(repository.ours, { base: baseCommit, baseTree, tree });
  return { capabilities: { change, base, head, waivers: NO_WAIVERS }, [Symbol.asyncDispose]: () => reader[Symbol.asyncDispose]() };
}
