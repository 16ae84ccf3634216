import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { exec, type ExecRequest, type ExecResult } from './exec.ts';
import { removeTree } from './remove-tree.ts';

/** How well untrusted commands are kept apart. `bubblewrap` and `container` are not built yet. */
export type SandboxLevel = 'process';

/** Names of the caller's environment that every command may see. All others only by `env:` in the config. */
const PASSED = ['PATH', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ', 'USER', 'LOGNAME', 'SHELL'];

export interface SandboxedCommand extends Omit<ExecRequest, 'argv' | 'env' | 'processRegistry'> {
  /** A shell command of the base commit's policy, or a program with its arguments. */
  readonly command: string | readonly [string, ...string[]];
  /** Added to the allow-list of the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Sandbox {
  readonly level: SandboxLevel;
  /** Runs an untrusted command: own process group, allow-listed environment, private HOME and TMPDIR. */
  exec(command: SandboxedCommand): Promise<ExecResult>;
  /** The environment such a command gets with this private home; for processes that others start and own. */
  environment(home: string, extra?: Readonly<Record<string, string>>): Record<string, string>;
}

export interface SandboxOptions {
  /** The caller's environment. */
  readonly callerEnv: Readonly<Record<string, string | undefined>>;
  /** Further names of it that pass: `env:` of the config. */
  readonly passed: readonly string[];
  /** Folder for private homes; each is removed after its command. */
  readonly homes: string;
  readonly processRegistry: string;
}

/** The sandbox of level `process`. It hides, it does not confine: files of the same user stay readable by path. */
export function processSandbox({ callerEnv, passed, homes, processRegistry }: SandboxOptions): Sandbox {
  const inherited = Object.fromEntries(
    [...PASSED, ...passed].flatMap((name) => (callerEnv[name] === undefined ? [] : [[name, callerEnv[name]]])),
  );
  const environment: Sandbox['environment'] = (home, extra = {}) => ({
    ...inherited,
    CI: 'true',
    HOME: home,
    TMPDIR: join(home, 'tmp'),
    ...extra,
  });
  return {
    level: 'process',
    environment,
    async exec({ command, env, ...request }) {
      mkdirSync(homes, { recursive: true });
      const home = mkdtempSync(join(homes, 'home-'));
      mkdirSync(join(home, 'tmp'));
      const argv: readonly [string, ...string[]] = typeof command === 'string' ? ['/bin/sh', '-c', command] : command;
      try {
        return await exec({ ...request, argv, env: environment(home, env), processRegistry });
      } finally {
        await removeTree(home);
      }
    },
  };
}
