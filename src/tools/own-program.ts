import type { Checkout } from '../workspace/checkout.ts';
import type { LintPart } from './lint-in-batches.ts';
import { quoted, runProgram, unreadable } from './run-program.ts';

/** A program among the repository's own dependencies, run in a checkout of it. */
export interface OwnProgram {
  readonly name: string;
  readonly version: string;
  run(args: readonly string[]): ReturnType<typeof runProgram>;
  /** The same run for a person, over the files it had something to say about. */
  reproduce(args: readonly string[], part: LintPart): string;
}

export interface OwnProgramRequest {
  readonly name: string;
  readonly checkout: Checkout;
  readonly signal: AbortSignal;
}

const VERSION = /\d+\.\d+\.\d+[\w.+-]*/;

/** AdapterError when it is not installed: a tool that is configured and absent proves nothing. */
export async function ownProgram({ name, checkout, signal }: OwnProgramRequest): Promise<OwnProgram> {
  const program = `./node_modules/.bin/${name}`;
  const whenAbsent = `${name} is configured but not installed: ${program} is missing after the installation of the dependencies`;
  const run = (args: readonly string[]) =>
    runProgram({ checkout, name, argv: [`${checkout.dir}/${program.slice(2)}`, ...args], whenAbsent, signal });
  const answer = await run(['--version']);
  const version = VERSION.exec(answer.stdout)?.[0];
  if (answer.exitCode !== 0 || version === undefined) throw unreadable(name, answer, 'did not say its version');
  return { name, version, run, reproduce: (args, part) => [program, ...args, ...toShow(part)].map(quoted).join(' ') };
}

const MAX_SHOWN = 20;

function toShow({ problems }: LintPart): readonly string[] {
  const files = [...new Set(problems.map(({ path }) => path))];
  return files.length === 0 || files.length > MAX_SHOWN ? ['.'] : ['--', ...files];
}
