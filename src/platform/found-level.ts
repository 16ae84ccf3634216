import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../domain/error.ts';
import { isAtLeast, type SandboxLevel } from '../domain/sandbox-level.ts';
import { bubblewrapArgv, bubblewrapProgram } from './bubblewrap.ts';
import { exec } from './exec.ts';
import { privateFolder } from './private-folder.ts';

export interface FoundLevel {
  readonly level: SandboxLevel;
  /** Why it is no better one; null for the best. */
  readonly reason: string | null;
}

let found: Promise<FoundLevel> | undefined;

/** The best level that works here: tried, not guessed, as a system may have bubblewrap and forbid what it needs. */
export function foundLevel(): Promise<FoundLevel> {
  return (found ??= tryBubblewrap());
}

async function tryBubblewrap(): Promise<FoundLevel> {
  if (bubblewrapProgram() === null)
    return { level: 'process', reason: 'bubblewrap is not installed (Debian and Ubuntu: apt-get install bubblewrap)' };
  await using folder = await privateFolder();
  const home = join(folder.path, 'home');
  mkdirSync(join(home, 'tmp'), { recursive: true });
  const argv = bubblewrapArgv(
    { callerEnv: {}, hidden: [], toolchains: [] },
    { argv: ['/bin/true'], cwd: folder.path, home, network: 'own', sharedMemoryBytes: 1024 ** 2 },
  );
  const { end, exitCode, stderr } = await exec({ argv, cwd: '/', env: {}, timeoutMs: 10_000 });
  if (exitCode === 0) return { level: 'bubblewrap', reason: null };
  return { level: 'process', reason: `bubblewrap does not work here: ${stderr.trim().split('\n')[0] || end}` };
}

/** The level commands run at: what the policy asks for where that is there, and never more than is there. */
export function levelFor({ level: best }: FoundLevel, asked: SandboxLevel | undefined): SandboxLevel {
  return asked !== undefined && isAtLeast(best, asked) ? asked : best;
}

/** Why nothing may be merged or released here; null when the level the policy asks for is there. */
export function levelObjection({ level, reason }: FoundLevel, asked: SandboxLevel | undefined): string | null {
  if (asked === undefined || isAtLeast(level, asked)) return null;
  return `the policy asks for sandbox level ${asked}, and here is ${level}${reason === null ? '' : `: ${reason}`}`;
}

/** UserError when the level the policy asks for is not there: what is judged below it could not be merged. */
export async function requireLevel(asked: SandboxLevel | undefined): Promise<void> {
  const objection = levelObjection(await foundLevel(), asked);
  if (objection === null) return;
  throw new UserError('SANDBOX_TOO_LOW', objection, {
    hint: '`jidoka check` judges at the level there is; a lower `sandbox:` is for the base commit to say, not for the command.',
  });
}
