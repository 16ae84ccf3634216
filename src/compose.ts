import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Agent } from './agents/agent.ts';
import type { ProgramOptions } from './agents/program.ts';
import type { EffectivePolicy } from './config/effective-policy.ts';
import { UserError } from './domain/error.ts';
import type { SandboxLevel } from './domain/sandbox-level.ts';
import type { LinterConfig, Project, TestRunner } from './domain/project.ts';
import type { Journal } from './engine/journal.ts';
import type { Bench } from './gate/judging.ts';
import { veilTokens } from './gate/veil-tokens.ts';
import { openRepository, prepareState, type Repository } from './git/repository.ts';
import type { Factory } from './pipeline/factory.ts';
import { systemClock } from './platform/clock.ts';
import { readText } from './platform/files.ts';
import { digestOf, keepByDigest } from './platform/keep-by-digest.ts';
import { systemIds } from './platform/ids.ts';
import { trustDomainOf } from './platform/trust-domain.ts';
import { version } from './platform/version.ts';
import type { Linter, TestTool } from './tools/tool.ts';
import { registry } from './checkers/registry.gen.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a command stands: the repository it was given and the environment it was called in. */
export interface Place {
  readonly dir: string;
  readonly env: Environment;
}

/** What judging needs, joined for this machine. */
export async function openBench({ dir, env }: Place): Promise<Bench> {
  const repository = await openRepository(dir);
  await prepareState(repository);
  return {
    ...benchAnywhere(env),
    repository,
    ...keepingWith((text) => keepByDigest(join(repository.stateDir, 'reports'), text)),
  };
}

/** The same outside of a repository, for planted faults: raw reports are kept nowhere. */
export function benchAnywhere(env: Environment): Omit<Bench, 'repository'> {
  return {
    registry,
    // The tools are loaded when they are needed: an answer that is kept needs none.
    toolsFor,
    ...keepingWith(async (text) => digestOf(text)),
    advisorsIn: (place) => async (name, request) => {
      const { advisors } = await import('./tools/advisors/advisors.ts');
      return advisors(place)(name, request);
    },
    definitionsIn: (place) => async (question, request) => {
      const { askDefinitions } = await import('./tools/definitions/ask-definitions.ts');
      return askDefinitions(place)(question, request);
    },
    callerEnv: env,
    clock: systemClock,
    ids: systemIds,
    useLocalDependencies: true,
  };
}

/** `keepText` keeps the reports of tools of the config, and what a checker writes: without the tokens that a tool may quote from the line it speaks of. */
function keepingWith(keepText: Bench['keepReport']): Pick<Bench, 'reporting' | 'keepReport'> {
  const keep: Bench['keepReport'] = (text) => keepText(veilTokens(text));
  return {
    keepReport: keep,
    async reporting(name, config) {
      const { reportingTool } = await import('./tools/reporting/reporting-tool.ts');
      return reportingTool({ name, config, keep });
    },
  };
}

const TEST_TOOLS: Readonly<Record<TestRunner, () => Promise<TestTool>>> = {
  'node:test': async () => (await import('./tools/node-test/node-test.ts')).nodeTest(),
  vitest: async () => (await import('./tools/vitest/vitest.ts')).vitest(),
  mocha: async () => (await import('./tools/mocha/mocha.ts')).mocha(),
  jest: async () => (await import('./tools/jest/jest.ts')).jest(),
  ava: async () => (await import('./tools/ava/ava.ts')).ava(),
  tap: async () => (await import('./tools/tap/tap.ts')).tap(),
  tape: async () => (await import('./tools/tape/tape.ts')).tape(),
  jasmine: async () => (await import('./tools/jasmine/jasmine.ts')).jasmine(),
  uvu: async () => (await import('./tools/uvu/uvu.ts')).uvu(),
  playwright: async () => (await import('./tools/playwright/playwright.ts')).playwright(),
  pytest: async () => (await import('./tools/python/pytest.ts')).pytest(),
  unittest: async () => (await import('./tools/python/unittest.ts')).unittest(),
  'cargo test': async () => (await import('./tools/cargo-test/cargo-test.ts')).cargoTest(),
  'go test': async () => (await import('./tools/go-test/go-test.ts')).goTest(),
  junit: async () => (await import('./tools/junit/junit.ts')).junit(),
};

const LINTERS: Readonly<Record<LinterConfig['name'], (config: LinterConfig) => Promise<Linter>>> = {
  gofmt: async () => (await import('./tools/gofmt/gofmt.ts')).gofmt(),
  'go vet': async () => (await import('./tools/go-vet/go-vet.ts')).goVet(),
  rustfmt: async () => (await import('./tools/rustfmt/rustfmt.ts')).rustfmt(),
  clippy: async ({ args }) => (await import('./tools/clippy/clippy.ts')).clippy(args),
  ruff: async () => (await import('./tools/ruff/ruff.ts')).ruff(),
  'ruff format': async () => (await import('./tools/ruff/ruff-format.ts')).ruffFormat(),
  flake8: async () => (await import('./tools/flake8/flake8.ts')).flake8(),
  black: async () => (await import('./tools/black/black.ts')).black(),
  eslint: async ({ leaves }) => (await import('./tools/eslint/eslint.ts')).eslint(leaves),
  biome: async () => (await import('./tools/biome/biome.ts')).biome(),
  prettier: async ({ formats }) => (await import('./tools/prettier/prettier.ts')).prettier(formats),
  oxfmt: async ({ formats }) => (await import('./tools/oxfmt/oxfmt.ts')).oxfmt(formats),
  oxlint: async () => (await import('./tools/oxlint/oxlint.ts')).oxlint(),
  standard: async () => (await import('./tools/standard/standard.ts')).standard(),
  xo: async () => (await import('./tools/xo/xo.ts')).xo(),
  stylelint: async () => (await import('./tools/stylelint/stylelint.ts')).stylelint(),
};

/** Those that a script of a package.json may start without saying so. */
const NODE_RUNNERS = [
  'node:test',
  'vitest',
  'jest',
  'mocha',
  'ava',
  'tap',
  'tape',
  'uvu',
  'jasmine',
] as const satisfies readonly TestRunner[];

async function toolsFor({ linters, ...tests }: Project): ReturnType<Bench['toolsFor']> {
  const [{ oxlintEmbedded }, { testSuite }, { inFolder }] = await Promise.all([
    import('./tools/oxlint/oxlint-embedded.ts'),
    import('./tools/suite/test-suite.ts'),
    import('./tools/in-folder.ts'),
  ]);
  const own = await Promise.all(
    linters.map(async (config) => {
      const { name, folder = '.' } = config;
      const others = linters.filter((other) => other.name === name).map((other) => other.folder ?? '.');
      return inFolder(await LINTERS[name](config), { folder, others });
    }),
  );
  const heard = new Set([...tests.testRunners, ...(tests.startsOtherTests ? NODE_RUNNERS : [])]);
  return {
    linters: [...own, oxlintEmbedded({ node: process.execPath, own })],
    testSuite:
      heard.size === 0 || tests.unreadTests.length > 0
        ? null
        : testSuite(await Promise.all([...heard].map((runner) => TEST_TOOLS[runner]())), tests.testRunners),
  };
}

export interface OpenFactory extends Factory, Disposable {
  readonly journal: Journal;
}

/** Everything a run works with, joined for this machine. */
export async function openFactory(place: Place): Promise<OpenFactory> {
  const { loadSigningKey } = await import('./platform/signing-key.ts');
  const signingKey = loadSigningKey(place.env);
  return { ...(await openRecord(place)), signingKey };
}

/** What signs nothing: a key that may not be used is in nobody's way who only reads or decides. */
export type OpenRecord = Omit<OpenFactory, 'signingKey'>;

export async function openRecord(place: Place): Promise<OpenRecord> {
  const bench = await openBench(place);
  const [{ openStore }, { localTracker }, targetFor] = await Promise.all([
    import('./stores/sqlite/store.ts'),
    import('./trackers/local/local-tracker.ts'),
    openTargets(place, bench.repository),
  ]);
  const { repository } = bench;
  const store = openStore(ledgerFile(repository));
  return {
    ...bench,
    // What is released was installed from the lockfile, never copied from somebody's working tree.
    useLocalDependencies: false,
    ledger: store.ledger,
    journal: store.journal,
    agentFor: (policy) => agentFor(place, repository, policy),
    targetFor,
    tracker: localTracker({ stateDir: repository.stateDir }),
    version,
    trustDomain: trustDomainOf(place.env),
    [Symbol.dispose]: () => store[Symbol.dispose](),
  };
}

interface CheckerName {
  readonly number: number;
  readonly id: string;
}

/** Where a checker's planted fault is. */
export function canaryFolder(name: CheckerName): string {
  return join(folderOf(name), 'canary');
}

/** Where a checker says what it proves and what it cannot see. */
export function readmeOf(name: CheckerName): string {
  return join(folderOf(name), 'README.md');
}

function folderOf({ number, id }: CheckerName): string {
  return fileURLToPath(new URL(`./checkers/${String(number).padStart(2, '0')}-${id}`, import.meta.url));
}

function ledgerFile({ stateDir }: Repository): string {
  return join(stateDir, 'ledger.db');
}

async function agentFor({ env }: Place, repository: Repository, { config: { agent } }: EffectivePolicy): Promise<Agent> {
  switch (agent?.name) {
    case 'replay': {
      const { replayAgent } = await import('./agents/replay/replay-agent.ts');
      const script = await readText(resolve(repository.root ?? '.', agent.script));
      if (script === null)
        throw new UserError('NO_SCRIPT', `there is no file ${agent.script}`, {
          hint: 'agent.script in .jidoka/config.yaml names the recorded turns.',
        });
      return replayAgent({ script, path: agent.script });
    }
    case 'command': {
      const { commandAgent } = await import('./agents/command/command-agent.ts');
      return commandAgent(programOf(env, agent));
    }
    case 'acp': {
      const { acpAgent } = await import('./agents/acp/acp-agent.ts');
      return acpAgent({ ...programOf(env, agent), version });
    }
    case undefined:
      throw new UserError('NO_AGENT', 'the policy names no agent', {
        hint: 'Name one in .jidoka/config.yaml (agent:), or send a change that exists already with `jidoka run --change <ref>`.',
      });
  }
}

type ProgramConfig = Extract<EffectivePolicy['config']['agent'], { readonly command: unknown }>;

function programOf(env: Environment, { command, network, env: names, timeoutMinutes, silenceMinutes }: ProgramConfig): ProgramOptions {
  const given = names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  return {
    command,
    network,
    env: Object.fromEntries(given),
    timeoutMs: timeoutMinutes * 60_000,
    silenceMs: silenceMinutes * 60_000,
  };
}

async function openTargets({ env }: Place, repository: Repository): Promise<Factory['targetFor']> {
  const [{ processTarget }, { startDetached }] = await Promise.all([
    import('./targets/process/process-target.ts'),
    import('./platform/start-detached.ts'),
  ]);
  const home = repository.root ?? repository.commonDir;
  return ({ config }) => {
    if (config.target === undefined) return null;
    const { dataDir, ...target } = config.target;
    return processTarget({
      stateDir: join(repository.stateDir, 'target'),
      config: { ...target, ...(dataDir === undefined ? {} : { dataDir: resolve(home, dataDir) }) },
      watch: config.watch,
      clock: systemClock,
      spawnSupervisor() {
        const program = fileURLToPath(new URL('../bin/jidoka.js', import.meta.url));
        const args = [
          '-C',
          home,
          'supervise',
          '--port',
          String(target.port),
          '--pass',
          config.env.join(','),
          ...(config.sandbox === undefined ? [] : ['--sandbox', config.sandbox]),
        ];
        return startDetached({ argv: [process.execPath, program, ...args], cwd: home, env });
      },
    });
  };
}

export interface SuperviseRequest {
  readonly port: number;
  /** Names of the environment that releases may see. */
  readonly passed: readonly string[];
  /** The sandbox level releases are to run at; undefined: the best there is. */
  readonly level: SandboxLevel | undefined;
  readonly signal: AbortSignal;
}

/** Owns the target of a repository until it is told to stop. */
export async function superviseTarget(place: Place, { port, passed, level, signal }: SuperviseRequest): Promise<void> {
  const [
    { configSchema },
    { deliveryWatch },
    { sandboxFor },
    { deploymentRecorder },
    { tellingRollbacks },
    { artefactDigest },
    { runSupervisor },
  ] = await Promise.all([
    import('./config/schema.ts'),
    import('./delivery/watch.ts'),
    import('./gate/judging.ts'),
    import('./pipeline/record-deployment.ts'),
    import('./pipeline/tell-rollbacks.ts'),
    import('./platform/artefact-digest.ts'),
    import('./targets/process/supervisor.ts'),
  ]);
  using factory = await openFactory(place);
  const { clock, tracker, repository } = factory;
  const stateDir = join(repository.stateDir, 'target');
  await using recorder = tellingRollbacks(factory, deploymentRecorder(factory));
  await runSupervisor({
    stateDir,
    port,
    clock,
    sandbox: await sandboxFor(factory, { config: configSchema.parse({ env: passed, ...(level === undefined ? {} : { sandbox: level }) }) }),
    watch: deliveryWatch({ clock, tracker }),
    record: recorder.record,
    digestOf: (folder, dependencies) => artefactDigest(folder, dependencies?.key ?? 'none'),
    signal,
  });
}
