import type { ExecResult } from '../platform/exec.ts';
import { clip } from './give-up.ts';

export interface Bounds {
  /** Wall clock bound of the turn, milliseconds. */
  readonly timeoutMs: number;
  /** How long the agent's program may print nothing, milliseconds. */
  readonly silenceMs: number;
}

/** Why an agent's program is no longer there, for the person who reads why the turn failed. */
export function describeEnd(program: string, result: ExecResult, { timeoutMs, silenceMs }: Bounds): string {
  switch (result.end) {
    case 'not-started':
      return notStarted(program, result.stderr);
    case 'timed-out':
      return `the agent did not end within ${timeoutMs / 1000} s${printed(result)}`;
    case 'silent':
      return `the agent printed nothing for ${silenceMs / 1000} s (\`agent.silenceMinutes\`)${printed(result)}`;
    case 'aborted':
      return CANCELLED;
    case 'out-of-memory':
      return `the agent took more memory than it may${printed(result)}`;
    case 'too-many-processes':
      return `the agent started more processes than it may${printed(result)}`;
    case 'too-much-output':
      return `the agent printed more than it may${printed(result)}`;
    case 'exited':
      return `the agent ${died(result)}${printed(result)}`;
    default:
      return result.end satisfies never;
  }
}

export const CANCELLED = 'the turn was cancelled';

export function notStarted(program: string, why: string): string {
  return `${JSON.stringify(program)} could not be started: ${clip(why.trim(), 500)} (is it installed, executable, and on the PATH? See \`agent.command\` in the config)`;
}

function died({ exitCode, signal }: ExecResult): string {
  return exitCode === null ? `was ended by ${signal ?? 'a signal'}` : `ended with exit code ${exitCode}`;
}

function printed({ stderr }: ExecResult): string {
  const text = stderr.trim();
  return text === '' ? ' and printed nothing on standard error' : `:\n${clip(text, 5000)}`;
}
