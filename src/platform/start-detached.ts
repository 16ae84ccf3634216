import { spawn } from 'node:child_process';

export interface DetachedProgram {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Starts a program that outlives this one: a group of its own, nobody reads what it says. */
export function startDetached({ argv: [program, ...args], cwd, env }: DetachedProgram): void {
  spawn(program, args, { cwd, env: { ...env }, detached: true, stdio: 'ignore' }).unref();
}
