import type { ExecResult } from '../platform/exec.ts';
import type { Checkout } from '../workspace/checkout.ts';
import { fromFile, printed, quoted, runProgram, unreadable } from './run-program.ts';

/** A program on the PATH, run in a checkout: what a virtual environment or the system has. */
export interface PathProgram {
  readonly version: string;
  run(args: readonly string[]): Promise<ExecResult & { readonly exitCode: number }>;
  /** What it prints of a file it is given as its input; null where it fails. */
  pipe(args: readonly string[], file: string): Promise<string | null>;
  reproduce(args: readonly string[], problems: readonly { readonly path: string }[]): string;
}

const MAX_SHOWN = 20;

/** AdapterError when it is not there: a tool that is configured and absent proves nothing. */
export async function pathProgram({
  name,
  checkout,
  signal,
}: {
  readonly name: string;
  readonly checkout: Checkout;
  readonly signal: AbortSignal;
}): Promise<PathProgram> {
  const whenAbsent = `the repository configures ${name}: install it into \`.venv\` of the repository or an activated virtual environment`;
  const run = (args: readonly string[]) => runProgram({ checkout, name, argv: [name, ...args], whenAbsent, signal });
  const answer = await run(['--version']);
  const version = /\d+\.\d+\S*/.exec(answer.stdout)?.[0]?.replace(/,$/, '');
  if (answer.exitCode !== 0 || version === undefined) throw unreadable(name, answer, 'did not say its version');
  return {
    version,
    run,
    pipe: async (args, file) => printed(await runProgram({ checkout, name, argv: fromFile(file, [name, ...args]), whenAbsent, signal })),
    reproduce: (args, problems) => {
      const files = [...new Set(problems.map(({ path }) => path))];
      return [name, ...args, ...(files.length === 0 || files.length > MAX_SHOWN ? ['.'] : ['--', ...files])].map(quoted).join(' ');
    },
  };
}
