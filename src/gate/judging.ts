import { dirname, join } from 'node:path';
import type { Capabilities } from '../checkers/checker.ts';
import { CONFIG_PATH } from '../config/load.ts';
import { effectivePolicy, type EffectivePolicy } from '../config/effective-policy.ts';
import { type ChangeHistory, NO_HISTORY } from '../domain/change-history.ts';
import type { Change } from '../domain/change.ts';
import type { StoredEvent } from '../domain/event.ts';
import type { Project } from '../domain/project.ts';
import type { SandboxLevel } from '../domain/sandbox-level.ts';
import type { WorkOrder } from '../domain/work-order.ts';
import type { Tree } from '../domain/tree.ts';
import { type WaiverBook, WAIVERS_PATH } from '../domain/waiver.ts';
import { diffTrees } from '../git/diff.ts';
import { gitText } from '../git/git.ts';
import { refusals } from '../git/refusals.ts';
import { type Repository, tracks, treeOf } from '../git/repository.ts';
import { Objects } from '../git/objects.ts';
import { ObjectReader, openTree } from '../git/tree.ts';
import { type Clock, today } from '../platform/clock.ts';
import type { Ids } from '../platform/ids.ts';
import { foundLevel, levelFor } from '../platform/found-level.ts';
import { machinePath } from '../platform/machine-path.ts';
import { VIRTUAL_ENVIRONMENTS, withVirtualEnvironment } from '../platform/python-environment.ts';
import { openSandbox, PASSED, type Sandbox } from '../platform/sandbox.ts';
import { limitsOf } from '../platform/resource-watch.ts';
import { scratchName } from '../platform/scratch.ts';
import { keepHeapSmall } from '../platform/small-heap.ts';
import { signingKeyFile } from '../platform/signing-key.ts';
import { workspacesFolder } from '../platform/workspaces-folder.ts';
import type { Advisors, AdvisorsPlace, AskDefinitions, DefinitionsPlace, Linter, Registry, TestSuite } from '../tools/tool.ts';
import { type LocalInstallation, localInstallation } from '../workspace/local-installation.ts';
import { endpointsIn } from '../workspace/registry-endpoints.ts';
import { registryReach, registrySettings } from '../workspace/registry-settings.ts';
import type { Recall } from '../workspace/toolchain.ts';
import { createWorkspaces, type GateWorkspaces } from '../workspace/workspaces.ts';
import type { LookAtPackages } from './local-packages.ts';
import { joinedTo, type Reporting } from './joined.ts';
import { CHECKER_IDS } from './policy.ts';
import { parseTrustedKeys, TRUSTED_KEYS_PATH } from './trusted-keys.ts';
import { openWaivers } from './waivers.ts';
import { type GateRequest, type GateResult, type RegistryEntry, runGate } from './run-gate.ts';

/** What judging needs from its surroundings, whoever asks for it. */
export interface Bench {
  readonly repository: Repository;
  readonly registry: readonly RegistryEntry[];
  readonly toolsFor: (project: Project) => Promise<{ readonly linters: readonly Linter[]; readonly testSuite: TestSuite | null }>;
  /** A program of the config as a tool. */
  readonly reporting: Reporting;
  /** Programs that know vulnerable packages, asked in a place. */
  readonly advisorsIn: (place: AdvisorsPlace) => Advisors;
  /** Programs that know a language of definitions, asked in a place. */
  readonly definitionsIn: (place: DefinitionsPlace) => AskDefinitions;
  /** Keeps a text under its SHA-256, which it answers. */
  readonly keepReport: (text: string) => Promise<string>;
  readonly callerEnv: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly ids: Ids;
  /** May the person's own installed dependencies be copied when they match the lockfile? Never in a run. */
  readonly useLocalDependencies: boolean;
}

/** A base commit, a tree, and everything to judge the one against the other with. */
export interface Judging extends AsyncDisposable {
  readonly policy: EffectivePolicy;
  readonly change: Change;
  /** Why the change cannot be judged at all; empty when it can. */
  readonly refused: readonly string[];
  readonly workspaces: GateWorkspaces;
  /** The level its commands run at. */
  readonly sandbox: SandboxLevel;
  run(
    request: Pick<GateRequest, 'judges' | 'only' | 'perform'> & {
      readonly events: () => Promise<readonly StoredEvent[]>;
      readonly mayRunCode?: false;
    },
  ): Promise<GateResult>;
}

/** What commands find besides the machine's programs. */
export interface Surroundings {
  readonly sandbox: SandboxLevel;
  /** By name; null where there is none. */
  readonly environment: Readonly<Record<string, string | null>>;
}

/** What a check knows from before. */
export interface Memory {
  /** What programs have said of themselves in these surroundings. */
  readonly recall: (surroundings: Surroundings) => Recall;
  /** The person's own packages as they were before anything was judged. */
  readonly packages: LookAtPackages | null;
}

export interface JudgingRequest {
  /** Base commit. */
  readonly base: string;
  readonly tree: string;
  readonly workOrder: WorkOrder | null;
  /** Default: the change is no more than its two ends. */
  readonly history?: ChangeHistory;
  readonly signal: AbortSignal;
  /** Without, everything is looked at and asked for. */
  readonly memory?: Memory | undefined;
  /** Of several judgings in a row; without, one of its own. */
  readonly objects?: Objects;
  /** Hears what the commands of the gate are at, in words; null when that is over. */
  readonly onActivity?: ((words: string | null) => void) | undefined;
}

/** Reads the policy of a base commit: never from the change that is judged. */
export async function policyAt(repository: Repository, commit: string): Promise<EffectivePolicy> {
  await using reader = new ObjectReader(repository.ours);
  const tree = await openTree(reader, await treeOf(repository, commit));
  // Awaited here: the reader must live until it is read.
  return await effectivePolicy({ configText: await tree.read(CONFIG_PATH), tree, checkerIds: CHECKER_IDS });
}

/** The sandbox in which the commands of a policy run: at the level it asks for, or the best there is. */
export async function sandboxFor(
  { repository, callerEnv }: Pick<Bench, 'repository' | 'callerEnv'>,
  { config }: Pick<EffectivePolicy, 'config'>,
  isCommitted: () => Promise<boolean> = () => tracks(repository, VIRTUAL_ENVIRONMENTS),
): Promise<Sandbox> {
  const { stateDir, root, commonDir } = repository;
  const environment = { root, isCommitted: await isCommitted() };
  // One that is committed is a change's, like anything else in a tree.
  const found = environment.isCommitted ? callerEnv : withVirtualEnvironment(callerEnv, root);
  return openSandbox({
    level: levelFor(await foundLevel(), config.sandbox),
    callerEnv: found,
    machinePath: machinePath({ callerEnv: found, ...environment }),
    passed: config.env,
    homes: join(stateDir, 'homes'),
    processRegistry: join(stateDir, 'processes'),
    hidden: [...(root === null ? [] : [root]), commonDir, stateDir, dirname(signingKeyFile(callerEnv))],
    limits: limitsOf(config.limits),
  });
}

interface Sides {
  readonly bench: Bench;
  /** Base commit. */
  readonly base: string;
  readonly baseTree: Tree;
  readonly headTree: Tree;
}

async function waiversFor({ bench: { repository, clock }, base, baseTree, headTree }: Sides): Promise<WaiverBook> {
  const mode = headTree.entry(WAIVERS_PATH)?.mode;
  return openWaivers({
    base: await baseTree.read(WAIVERS_PATH),
    head: await headTree.read(WAIVERS_PATH),
    isPlain: mode === undefined || mode === '100644',
    trustedKeys: parseTrustedKeys(await baseTree.read(TRUSTED_KEYS_PATH)),
    now: clock.now(),
    wasThere: async (signature) =>
      (await gitText(repository.ours, 'log', '-1', '--format=%H', '--full-history', `-S${signature}`, base, '--', WAIVERS_PATH)) !== '',
  });
}

interface WorkspaceSides extends Pick<JudgingRequest, 'workOrder' | 'signal' | 'onActivity' | 'memory'> {
  readonly base: Tree;
  readonly head: Tree;
  readonly policy: EffectivePolicy;
  readonly sandbox: Sandbox;
}

function workspacesFor(
  { repository, callerEnv, useLocalDependencies }: Bench,
  { workOrder, sandbox, policy: { project, config }, memory, ...sides }: WorkspaceSides,
): GateWorkspaces {
  const { stateDir, root } = repository;
  const environment = Object.fromEntries([...PASSED, ...config.env].map((name) => [name, callerEnv[name] ?? null]));
  return createWorkspaces({
    ...sides,
    project,
    recall: memory?.recall({ sandbox: sandbox.level, environment }),
    repository,
    sandbox,
    mayChange: workOrder?.mayChange ?? [],
    dependencies: {
      dir: join(stateDir, 'dependencies'),
      cache: join(stateDir, 'package-cache'),
      sandbox,
      callerEnv,
      local: useLocalDependencies && root !== null ? installationIn(root, memory) : null,
    },
    dir: join(workspacesFolder(stateDir), scratchName('gate')),
    artefacts: join(stateDir, 'artefacts'),
  });
}

/** What keeps reports beside the evidence. */
function keepingIn(
  bench: Bench,
  { sandbox, mayRunCode }: Pick<DefinitionsPlace, 'sandbox' | 'mayRunCode'>,
): Pick<Capabilities, 'advise' | 'askDefinitions' | 'keepReport'> {
  const { keepReport } = bench;
  const cache = join(bench.repository.stateDir, 'package-cache', 'advisories');
  return {
    keepReport,
    advise: bench.advisorsIn({ sandbox, registry: () => registryFor(bench), cache, keep: keepReport }),
    askDefinitions: bench.definitionsIn({ sandbox, mayRunCode, keep: keepReport }),
  };
}

async function registryFor(bench: Pick<Bench, 'callerEnv'>): Promise<Registry> {
  const npmrc = await registrySettings(bench);
  return { npmrc, endpoints: (settings) => [npmrc, settings].flatMap(endpointsIn), reach: registryReach(bench) };
}

function installationIn(root: string, memory: Memory | undefined): LocalInstallation {
  const packages = memory?.packages ?? null;
  return packages === null ? localInstallation(root) : { root, stamp: async (folders) => (await packages(folders)).stamp };
}

export async function openJudging(
  bench: Bench,
  { base, tree, workOrder, history = NO_HISTORY, signal, onActivity, memory, objects: shared }: JudgingRequest,
): Promise<Judging> {
  const { repository, registry, toolsFor, clock, ids } = bench;
  // Not at the start of the program: an answer that is kept needs no small heap, and collecting garbage for one is a quarter of its time.
  keepHeapSmall();
  // Whatever fails before the end closes what is open; `move` hands it on.
  await using scope = new AsyncDisposableStack();
  const objects = shared ?? scope.use(new Objects(repository));
  const baseTreeId = await objects.treeOf(base);
  const [baseTree, headTree] = await Promise.all([objects.tree(baseTreeId), objects.tree(tree)]);
  // Git compares while the policy is read.
  const [policy, change] = await Promise.all([
    effectivePolicy({ configText: await baseTree.read(CONFIG_PATH), tree: baseTree, checkerIds: CHECKER_IDS }),
    diffTrees(repository.ours, { base, baseTree: baseTreeId, tree }),
  ]);
  const sandbox = await sandboxFor(bench, policy, () => objects.tracks(VIRTUAL_ENVIRONMENTS));
  const workspaces = scope.use(
    workspacesFor(bench, { base: baseTree, head: headTree, policy, workOrder, sandbox, signal, onActivity, memory }),
  );
  const refused = await refusals(change, headTree);
  const waivers = await waiversFor({ bench, base, baseTree, headTree });
  const opened = scope.move();
  return {
    policy,
    change,
    refused,
    workspaces,
    sandbox: sandbox.level,
    async run({ events, mayRunCode = true, ...request }) {
      const capabilities: Capabilities = {
        change,
        base: baseTree,
        head: headTree,
        history: { ...history, read: (id) => objects.text(id) },
        workOrder,
        project: policy.project,
        protectedPaths: policy.protectedPaths,
        waivers,
        workspaces,
        mayRunCode,
        ...keepingIn(bench, { sandbox, mayRunCode }),
        ...(await toolsFor(policy.project)),
        today: today(clock),
        nonce: ids.nonce(),
        events: await events(),
      };
      const joined = await joinedTo({ policy, baseTree, sandbox, reporting: bench.reporting });
      return runGate({
        registry,
        joined,
        config: policy.config,
        capabilities,
        asideMs: workspaces.installingMs,
        clock,
        signal,
        ...request,
      });
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
