import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Agent } from '../../src/agents/agent.ts';
import { openFactory, type OpenFactory } from '../../src/compose.ts';
import { parseOrder } from '../../src/config/order.ts';
import type { EventOf, EventType, StoredEvent } from '../../src/domain/event.ts';
import type { EngineObserver } from '../../src/engine/engine.ts';
import type { RunEnd } from '../../src/pipeline/close.ts';
import { approveOrder } from '../../src/pipeline/orders.ts';
import { executeRun, prepareRun } from '../../src/pipeline/start.ts';
import { createSigningKey } from '../../src/platform/signing-key.ts';
import { workspacesFolder } from '../../src/platform/workspaces-folder.ts';
import { configOf, type ConfigParts, GREETER, orderText } from './greeter.ts';
import { PROMPT_LOG } from './logging-agent.ts';
import { processesOf, type ProgramEnd, runCli, type RunningProgram, startProgram } from './program.ts';
import type { Files } from './repository.ts';
import { temporaryFolder } from './temporary.ts';

export interface LineOptions {
  /** Added to the config; `null`: no config at all. */
  readonly config?: ConfigParts | null;
  /** Written over the greeter's files. */
  readonly files?: Files;
  /** Ids of the orders in the repository. */
  readonly orders?: readonly string[];
  /** HEAD stays on main, as a person's does; else it is detached, so that the line may move the branch. */
  readonly isCheckedOut?: boolean;
}

export interface RunOptions {
  readonly order?: string;
  readonly agent?: Agent;
  readonly change?: string;
  readonly withRelease?: boolean;
  readonly observer?: EngineObserver;
}

export interface TestLine extends AsyncDisposable {
  readonly folder: string;
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  /** While it is there, a logging agent waits before it writes. */
  readonly hold: string;
  /** Takes it away. */
  release(): void;
  /** The turns a logging agent was asked for, in order. */
  prompts(): string[];
  git(...args: string[]): string;
  write(files: Files): void;
  /** Commits on what HEAD is and answers the id. */
  commit(files: Files, message?: string): string;
  /** Commits on main without a checkout of it, as somebody else's push would. */
  pushToMain(files: Files, message?: string): string;
  /** The factory as the program composes it, with this agent. Dispose of it. */
  factory(agent?: Agent): Promise<OpenFactory>;
  /** Approves the order, prepares the run and executes it in this process. */
  run(options?: RunOptions): Promise<RunEnd>;
  /** Approves the order and prepares a run; answers its id. */
  prepare(options?: Omit<RunOptions, 'observer'>): Promise<string>;
  /** The real program, in the repository. */
  cli(...args: string[]): Promise<ProgramEnd>;
  start(...args: string[]): RunningProgram;
  events(chain?: string): Promise<readonly StoredEvent[]>;
  of<T extends EventType>(type: T): Promise<(StoredEvent & EventOf<T>)[]>;
  /** The types of a run's events, checkers and stages left out. */
  story(run: string): Promise<string[]>;
  /** The run that was begun last; empty when there is none. */
  lastRun(): Promise<string>;
  /** Files of the tickets there are. */
  tickets(): string[];
  /** What still lives of what was started here. */
  processes(): string[];
}

/** A repository with the greeter, its config, orders and trusted key, and a HOME of its own. */
export function makeLine({ config = {}, files = {}, orders = ['say-goodbye'], isCheckedOut = false }: LineOptions = {}): TestLine {
  const folder = temporaryFolder();
  const line = lineIn(folder.path, () => folder[Symbol.dispose]());
  mkdirSync(line.root);
  line.git('init', '--quiet', '-b', 'main');
  const key = createSigningKey(line.env);
  line.commit(
    {
      ...GREETER,
      ...(config === null ? {} : { '.jidoka/config.yaml': configOf(config) }),
      '.jidoka/trusted-keys': `ed25519 ${key.publicKey} test\n`,
      ...Object.fromEntries(orders.map((id) => [`.jidoka/orders/${id}.md`, orderText(id)])),
      ...files,
    },
    'Start',
  );
  if (!isCheckedOut) line.git('checkout', '--quiet', '--detach');
  return line;
}

/** A byte-for-byte copy of a line at another place: the same commits, the same key. */
export function copyLine({ folder: from }: Pick<TestLine, 'folder'>): TestLine {
  const folder = temporaryFolder();
  cpSync(from, folder.path, { recursive: true, verbatimSymlinks: true });
  return lineIn(folder.path, () => folder[Symbol.dispose]());
}

/** The line in a folder that holds one already. */
function lineIn(folder: string, removeFolder: () => void): TestLine {
  const root = join(folder, 'repository');
  const env = environmentIn(folder);
  const promptLog = env[PROMPT_LOG] ?? '';
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...env, ...IDENTITY } }).trimEnd();
  const write = (changed: Files) => writeBelow(root, changed);
  const factory: TestLine['factory'] = async (agent) => {
    const opened = await openFactory({ dir: root, env });
    return agent === undefined ? opened : { ...opened, agentFor: () => Promise.resolve(agent) };
  };
  const commit: TestLine['commit'] = (changed, message = 'A change') => {
    write(changed);
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '-m', message);
    return git('rev-parse', 'HEAD');
  };
  const events: TestLine['events'] = async (chain) => {
    using opened = await factory();
    return await opened.ledger.read(chain === undefined ? {} : { chain });
  };
  return {
    folder,
    root,
    env,
    hold: `${promptLog}.hold`,
    release: () => rmSync(`${promptLog}.hold`),
    git,
    write,
    commit,
    factory,
    events,
    prompts: () => (existsSync(promptLog) ? readFileSync(promptLog, 'utf8').trim().split('\n') : []),
    pushToMain(changed, message = "Somebody else's change") {
      const worktree = join(folder, 'elsewhere');
      git('worktree', 'add', '--quiet', '--detach', worktree, 'main');
      writeBelow(worktree, changed);
      git('-C', worktree, 'add', '--all');
      git('-C', worktree, 'commit', '--quiet', '-m', message);
      const pushed = git('-C', worktree, 'rev-parse', 'HEAD');
      git('update-ref', 'refs/heads/main', pushed);
      git('worktree', 'remove', '--force', worktree);
      return pushed;
    },
    async prepare(options = {}) {
      using opened = await factory(options.agent);
      return await prepareIn(opened, root, options);
    },
    async run({ observer, ...options } = {}) {
      using opened = await factory(options.agent);
      const run = await prepareIn(opened, root, options);
      return await executeRun(opened, { run, signal: new AbortController().signal, ...(observer === undefined ? {} : { observer }) });
    },
    cli: (...args) => runCli(args, { cwd: root, env }),
    start: (...args) => startProgram(args, { cwd: root, env }),
    async of(type) {
      const all = await events();
      return all.filter((event): event is StoredEvent & EventOf<typeof type> => event.type === type);
    },
    story: async (run) =>
      (await events(run)).map(({ type }) => type).filter((type) => !type.startsWith('stage.') && !type.startsWith('checker.')),
    async lastRun() {
      return (await events()).findLast(({ type }) => type === 'run.started')?.chain ?? '';
    },
    tickets() {
      const tickets = join(root, '.jidoka/state/tickets');
      return existsSync(tickets) ? readdirSync(tickets) : [];
    },
    processes: () => processesOf(folder),
    async [Symbol.asyncDispose]() {
      if (processesOf(folder).length > 0) await runCli(['stop'], { cwd: root, env });
      const left = await settled(folder);
      // What an interrupted run keeps.
      rmSync(workspacesFolder(join(root, '.jidoka/state')), { recursive: true, force: true });
      removeFolder();
      if (left.length > 0) throw new Error(`the test left processes behind:\n${left.join('\n')}`);
    },
  };
}

async function prepareIn(
  factory: OpenFactory,
  root: string,
  { order: id = 'say-goodbye', change, withRelease = true }: RunOptions,
): Promise<string> {
  const path = `.jidoka/orders/${id}.md`;
  const order = parseOrder({ text: readFileSync(join(root, path), 'utf8'), path });
  await approveOrder(factory, { order, by: 'tester' });
  return prepareRun(factory, { order, change: change ?? null, withRelease });
}

/** Processes that do not end by themselves within a moment. */
export async function settled(folder: string): Promise<string[]> {
  for (let tries = 0; tries < 40 && processesOf(folder).length > 0; tries += 1) await sleep(50);
  return processesOf(folder);
}

const WHEN = '2026-01-01T00:00:00Z';
const IDENTITY = {
  GIT_AUTHOR_NAME: 'A Person',
  GIT_AUTHOR_EMAIL: 'person@example.com',
  GIT_AUTHOR_DATE: WHEN,
  GIT_COMMITTER_NAME: 'A Person',
  GIT_COMMITTER_EMAIL: 'person@example.com',
  GIT_COMMITTER_DATE: WHEN,
};

/** What a person's shell would hand to the program, with nothing of this machine's person in it. */
function environmentIn(folder: string): Readonly<Record<string, string>> {
  const path = [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter);
  return {
    PATH: path,
    HOME: folder,
    USER: 'tester',
    [PROMPT_LOG]: join(folder, 'prompts.log'),
    LANG: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
    NO_COLOR: '1',
  };
}

function writeBelow(root: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path);
    if (text === null) rmSync(file, { recursive: true, force: true });
    else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
}
