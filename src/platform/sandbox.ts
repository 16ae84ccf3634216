import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SandboxLevel } from '../domain/sandbox-level.ts';
import { type BubblewrapHost, bubblewrapArgv, type Mount, REACHABLE, RELEASE_FOLDER } from './bubblewrap.ts';
import { type Egress, openEgress } from './egress.ts';
import { type ExecRequest, type ExecResult, type RunningProgram, start } from './exec.ts';
import { removeTree } from './remove-tree.ts';
import { scratchName } from './scratch.ts';
import type { Limits } from './resource-watch.ts';
import { OFFLINE, type Toolchains, toolchainsOf } from './toolchains.ts';

/** `none`: a loopback of its own. A list: only these `host:port` (`host` means port 443), through a proxy that lets nothing else pass. */
export type Network = 'none' | 'host' | readonly string[];

/** Names of the caller's environment that every command may see. All others only by `env:` in the config. */
export const PASSED = ['PATH', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ', 'USER', 'LOGNAME', 'SHELL'];

export interface SandboxedCommand extends Pick<ExecRequest, 'timeoutMs' | 'silenceMs' | 'signal' | 'maxOutputBytes'> {
  /** A shell command of the base commit's policy, or a program with its arguments. */
  readonly command: string | readonly [string, ...string[]];
  /** It may write here, and what it needs is here. */
  readonly cwd: string;
  /** Added to the allow-list of the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** A HOME of its own that is kept; default: a fresh one, removed afterwards. */
  readonly home?: string;
  /** Level `process` cannot keep anybody from the host's network. */
  readonly network: Network;
  /** Further folders it may write to. */
  readonly writable?: readonly string[];
  /** Further files and folders it may read, where they would be hidden. */
  readonly readable?: readonly string[];
  /** Folders below `cwd` that it sees and may not write to: level `bubblewrap` only. */
  readonly readOnly?: readonly Mount[];
  /** Its program is none that lies where a change may have put it. */
  readonly isOfMachine?: true;
}

/** A process that outlives this program and that others start and end. */
export interface LaunchRequest extends Pick<SandboxedCommand, 'command' | 'cwd' | 'env' | 'writable'> {
  /** Its private HOME, with a folder `tmp`. */
  readonly home: string;
}

export interface Launch {
  readonly argv: readonly [string, ...string[]];
  readonly env: Record<string, string>;
}

export interface Sandbox {
  readonly level: SandboxLevel;
  /** Runs an untrusted command: own process group, allow-listed environment, private HOME and TMPDIR, bounded. */
  exec(command: SandboxedCommand & { readonly input?: string }): Promise<ExecResult>;
  /** The same for a program that is talked with while it runs. Whoever calls it reads `stdout` or resumes it. */
  start(command: SandboxedCommand): Promise<RunningProgram>;
  /** What to start for such a command with the host's network; unlike the others it may outlive this program. */
  launch(request: LaunchRequest): Launch;
}

export interface SandboxOptions {
  readonly level: SandboxLevel;
  /** The caller's environment. */
  readonly callerEnv: Readonly<Record<string, string | undefined>>;
  /** Further names of it that pass: `env:` of the config. */
  readonly passed: readonly string[];
  /** The PATH without what a change may have written. */
  readonly machinePath: string;
  /** Folder for private homes; each is removed after its command. */
  readonly homes: string;
  readonly processRegistry: string;
  /** Folders no command may see, except for what is in them and its own: repository, state, keys. */
  readonly hidden: readonly string[];
  readonly limits: Limits;
}

export function openSandbox(options: SandboxOptions): Sandbox {
  const { level, callerEnv, homes, processRegistry, limits } = options;
  const toolchains = toolchainsOf(callerEnv);
  const environment = environmentFor(options, toolchains);
  // Beside what its processes may use: what is in it belongs to none of them.
  const sharedMemoryBytes = Math.min(1024 ** 3, Math.floor(limits.memoryBytes / 4));
  const host: BubblewrapHost = { callerEnv, hidden: options.hidden, toolchains: toolchains.readable };
  const sandbox: Sandbox = {
    level,
    async exec({ input, ...command }) {
      const program = await sandbox.start(command);
      program.stdout.resume();
      program.stdin.end(input ?? '');
      return program.ended;
    },
    async start({ command, env, home: kept, network, writable, readable, readOnly, isOfMachine, ...request }) {
      await using scope = new AsyncDisposableStack();
      mkdirSync(homes, { recursive: true });
      const home = kept ?? join(homes, scratchName('home'));
      if (kept === undefined) scope.defer(() => removeTree(home));
      prepareHome(home, toolchains);
      const egress =
        level === 'bubblewrap' && typeof network !== 'string' ? scope.use(await openEgress({ allowed: network, callerEnv })) : null;
      const reached = network === 'host' ? 'host' : 'own';
      const mounts = { cwd: request.cwd, home, network: reached, writable, readable, readOnly, egress, sharedMemoryBytes } as const;
      const argv = argvOf(command);
      const id = randomUUID();
      const running = await start({
        ...request,
        argv: level === 'bubblewrap' ? bubblewrapArgv(host, { argv, ...mounts }) : argv,
        env: environment(home, {
          ...env,
          ...(isOfMachine === true ? { PATH: options.machinePath } : {}),
          ...(network === 'none' ? OFFLINE : egressEnv(egress)),
          JIDOKA_COMMAND: id,
        }),
        processRegistry,
        limits,
        marker: `JIDOKA_COMMAND=${id}`,
      });
      const opened = scope.move();
      const ended = running.ended.then(async (result) => {
        await opened.disposeAsync();
        return level === 'bubblewrap' ? told(result) : result;
      });
      return { ...running, ended };
    },
    launch({ command, cwd, home, env, writable }) {
      const argv = argvOf(command);
      const mounts = { cwd, seenAt: RELEASE_FOLDER, home, network: 'host', writable, sharedMemoryBytes, outlives: true } as const;
      return {
        argv: level === 'bubblewrap' ? bubblewrapArgv(host, { argv, ...mounts }) : argv,
        env: environment(home, env),
      };
    },
  };
  return sandbox;
}

/** Only a new one gets its links: in one that is kept, a command may have led a folder elsewhere. */
function prepareHome(home: string, toolchains: Toolchains): void {
  const isNew = !existsSync(home);
  mkdirSync(join(home, 'tmp'), { recursive: true });
  if (isNew) toolchains.linkInto(home);
}

function argvOf(command: SandboxedCommand['command']): readonly [string, ...string[]] {
  return typeof command === 'string' ? ['/bin/sh', '-c', command] : command;
}

function environmentFor({ callerEnv, passed }: SandboxOptions, toolchains: Toolchains) {
  const inherited = Object.fromEntries(
    [...PASSED, ...passed].flatMap((name) => (callerEnv[name] === undefined ? [] : [[name, callerEnv[name]]])),
  );
  return (home: string, extra: Readonly<Record<string, string>> = {}): Record<string, string> => ({
    ...inherited,
    CI: 'true',
    HOME: home,
    TMPDIR: join(home, 'tmp'),
    ...toolchains.env(home),
    ...extra,
  });
}

/** Names by which programs learn of a proxy, and of what is not to be asked through one. */
const PROXY_NAMES = ['HTTP', 'HTTPS', 'YARN_HTTP', 'YARN_HTTPS'].map((name) => `${name}_PROXY`);
const PROXY_SETTINGS = ['http_proxy', 'https_proxy', 'npm_config_proxy', 'npm_config_https_proxy'];
const NO_PROXY_NAMES = ['NO_PROXY', 'no_proxy', 'npm_config_noproxy'];

function egressEnv(egress: Egress | null): Record<string, string> {
  if (egress === null) return {};
  return Object.fromEntries([
    ...[...PROXY_NAMES, ...PROXY_SETTINGS].map((name) => [name, REACHABLE]),
    // The sandbox's own loopback, on which an agent may talk with parts of itself.
    ...NO_PROXY_NAMES.map((name) => [name, 'localhost,127.0.0.1']),
  ]);
}

/** Bubblewrap itself says on standard error, and with exit code 1, that it could not start the program. */
function told(result: ExecResult): ExecResult {
  const isOwn = result.exitCode === 1 && result.stderr.startsWith('bwrap: ');
  return isOwn ? { ...result, end: 'not-started', exitCode: null } : result;
}
