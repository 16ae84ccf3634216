import type { NeededProgram } from '../config/needed-programs.ts';
import type { Sandbox } from '../platform/sandbox.ts';

export interface FoundProgram extends Omit<NeededProgram, 'ask'> {
  /** What it says of itself, or `found`; null when there is none. */
  readonly version: string | null;
}

/** Its arguments are the program and what makes it say its version. Never a path: only what PATH has counts. */
const LOOK = 'command -v -- "$1" >/dev/null || exit 127; "$1" "$2" 2>&1 || true';

/** Looks for programs where commands will: in the sandbox. */
export async function foundPrograms(sandbox: Sandbox, programs: readonly NeededProgram[]): Promise<FoundProgram[]> {
  return Promise.all(
    programs.map(async ({ ask, ...program }) => {
      const command = ['/bin/sh', '-c', LOOK, 'look', program.name, ask] as const;
      const { exitCode, stdout } = await sandbox.exec({ command, cwd: '/', timeoutMs: 30_000, network: 'none' });
      return { ...program, version: exitCode === 0 ? (/\d+\.\d+[\w.+-]*/.exec(stdout)?.[0] ?? 'found') : null };
    }),
  );
}
