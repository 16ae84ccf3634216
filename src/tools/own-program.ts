import { join } from 'node:path';
import type { Checkout } from '../workspace/checkout.ts';
import { asCalled, modulesWith } from './in-folder.ts';
import { installedVersion } from './installed-version.ts';
import { batchesOf, type LintPart } from './lint-in-batches.ts';
import { fromFile, printed, quoted, runProgram, unreadable } from './run-program.ts';

/** A program among the repository's own dependencies, run in a checkout of it. */
export interface OwnProgram {
  readonly name: string;
  readonly version: string;
  run(args: readonly string[]): ReturnType<typeof runProgram>;
  /** What it prints of a file it is given as its input; null where it fails. */
  pipe(args: readonly string[], file: string): Promise<string | null>;
  /** The same run for a person, over the files it had something to say about. */
  reproduce(args: readonly string[], part: LintPart): string;
  /** Runs it over all these files to change them. AdapterError when it ends with a code that is no answer. */
  fix(request: {
    readonly args: readonly string[];
    readonly files: readonly string[];
    readonly answered: ReadonlySet<number>;
  }): Promise<void>;
}

export interface OwnProgramRequest {
  readonly name: string;
  readonly checkout: Checkout;
  readonly signal: AbortSignal;
}

/** As a program says it. */
const VERSION = /\d+\.\d+\.\d+[\w.+-]*/;

/** AdapterError when it is not installed: a tool that is configured and absent proves nothing. */
export async function ownProgram({ name, checkout, signal }: OwnProgramRequest): Promise<OwnProgram> {
  const modules = modulesWith(checkout, name);
  const path = join(modules.at, '.bin', name);
  const program = asCalled(checkout, path);
  const whenAbsent = `${name} is configured but not installed: ${program} is missing after the installation of the dependencies`;
  const run = (args: readonly string[]) => runProgram({ checkout, name, argv: [path, ...args], whenAbsent, signal });
  const version =
    (await installedVersion({ modules: modules.onDisk, within: checkout.modulesFrom ?? checkout.dir, program: name })) ??
    (await saidVersion(name, run));
  return {
    name,
    version,
    run,
    pipe: async (args, file) => printed(await runProgram({ checkout, name, argv: fromFile(file, [path, ...args]), whenAbsent, signal })),
    reproduce: (args, part) => [program, ...args, ...toShow(part)].map(quoted).join(' '),
    async fix({ args, files, answered }) {
      for (const batch of batchesOf(files)) {
        const result = await run([...args, '--', ...batch]);
        if (!answered.has(result.exitCode)) throw unreadable(name, result, 'could not fix');
      }
    },
  };
}

async function saidVersion(name: string, run: OwnProgram['run']): Promise<string> {
  const answer = await run(['--version']);
  const version = VERSION.exec(answer.stdout)?.[0];
  if (answer.exitCode !== 0 || version === undefined) throw unreadable(name, answer, 'did not say its version');
  return version;
}

const MAX_SHOWN = 20;

function toShow({ problems }: LintPart): readonly string[] {
  const files = [...new Set(problems.map(({ path }) => path))];
  return files.length === 0 || files.length > MAX_SHOWN ? ['.'] : ['--', ...files];
}
