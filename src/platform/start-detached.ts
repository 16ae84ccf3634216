import { spawn } from 'node:child_process';

export interface DetachedProgram {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A program that runs beside this one. */
export interface Detached {
  /** Null while it runs, and when a signal ended it. */
  readonly exitCode: number | null;
}

/** Starts a program that outlives this one: a group of its own, nobody reads what it says. */
export function startDetached({ argv: [program, ...args], cwd, env }: DetachedProgram): Detached {
  const child = spawn(program, args, { cwd, env: { ...env }, detached: true, stdio: 'ignore' });
  child.unref();
  return child;
}
