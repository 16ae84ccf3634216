import { AdapterError } from '../../domain/error.ts';
import { HOW_IT_ENDED } from '../../platform/exec.ts';
import type { Tree } from '../../domain/tree.ts';
import type { CompilerMessage } from '../../formats/compiler-output/compiler-message.ts';
import { parseCompilerOutput } from '../../formats/compiler-output/parse-compiler-output.ts';
import { requireModules } from './missing-modules.ts';
import type { Capabilities, Observation } from '../checker.ts';

export type Build = Awaited<ReturnType<Capabilities['workspaces']['build']>>;
type Step = Build['steps'][number];

/** Something a failed build said; `identity`, with the path, makes it the same thing on the other side. */
export interface BuildObservation extends Observation {
  readonly rule: 'install-failed' | 'build-failed' | 'compile-error';
  readonly identity: string;
}

const TAIL_CHARACTERS = 5000;

/** What a build that failed has to say: never nothing. AdapterError when it did not come to an end of its own. */
export function explainFailure({ steps }: Build, tree: Tree): readonly BuildObservation[] {
  const step = steps.at(-1);
  if (step === undefined) throw new AdapterError('BUILD_UNEXPLAINED', 'the build failed without a command that ran');
  requireEnd(step);
  const { name, command, result } = step;
  const output = outputOf({ steps });
  if (name !== 'install') {
    requireToolchain(command, output);
    // Go says it at the place of each import of the package, as if the code were wrong there.
    requireModules(command, output);
  }
  const errors = name === 'install' ? [] : parseCompilerOutput(output, tree.paths).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return errors.map((error) => located(error, command));
  const rule = name === 'install' ? 'install-failed' : 'build-failed';
  return [
    {
      rule,
      identity: `${rule} ${name}`,
      message: `${command} failed with exit code ${result.exitCode}: ${tailOf(output)}`,
      path: '.',
      code: name,
      reproduce: command,
    },
  ];
}

/** What the step that failed printed. */
export function outputOf({ steps }: Pick<Build, 'steps'>): string {
  const { stdout = '', stderr = '' } = steps.at(-1)?.result ?? {};
  return `${stdout}\n${stderr}`;
}

/** A command that was ended, or could not start, says nothing about the code. */
export function requireEnd({ command, result }: Step): void {
  const { end, exitCode, signal } = result;
  if (end === 'exited' && exitCode !== null) return;
  const how = end === 'exited' ? `was ended by ${signal ?? 'a signal'}` : HOW_IT_ENDED[end];
  throw new AdapterError('BUILD_NO_ANSWER', `${command} ${how}: nothing was proven`, {
    hint: `run it by hand in a clean checkout: ${command}`,
    isRetryable: end !== 'not-started',
  });
}

/** As go and cargo say that the code asks for a later one of them: what this one says of it is no error of the code. */
const TOO_OLD = [
  /^(?:note: module requires|go: .*\bgo\.mod requires) go >?=? ?(?<wanted>\d[\w.]*)/im,
  /\brequires rustc (?<wanted>\d[\w.]*) or newer\b/,
  /^\s+\S+ requires rustc (?<wanted>\d[\w.]*)$/m,
];

function requireToolchain(command: string, output: string): void {
  const wanted = TOO_OLD.map((said) => said.exec(output)?.groups?.['wanted']).find((version) => version !== undefined);
  if (wanted === undefined) return;
  throw new AdapterError('TOOLCHAIN_TOO_OLD', `the code asks for version ${wanted} of what builds it, and this machine has an older one`, {
    hint: `install that version or a later one, and run this again: ${command}`,
  });
}

function located({ path, range, code, message }: CompilerMessage, command: string): BuildObservation {
  return {
    rule: 'compile-error',
    identity: JSON.stringify(['compile-error', code, message]),
    message: code === null ? message : `${message} (${code})`,
    path,
    ...(range === undefined ? {} : { range }),
    ...(code === null ? {} : { code }),
    reproduce: command,
  };
}

function tailOf(output: string): string {
  const text = output.replaceAll(/\x1b\[[0-9;?]{0,20}[A-Za-z]/g, '').trim();
  if (text === '') return 'it printed nothing';
  return text.length > TAIL_CHARACTERS ? `[…] ${text.slice(-TAIL_CHARACTERS)}` : text;
}
