import { UserError } from '../../domain/error.ts';
import type { ExecResult } from '../../platform/exec.ts';
import type { Agent, Turn, TurnResult } from '../agent.ts';
import { type Answer, clip, readAnswer } from './answer.ts';

export interface CommandOptions {
  /** Program and arguments; never a shell. */
  readonly command: readonly string[];
  /** Wall clock bound of a turn, milliseconds. The turn's own bound counts when it is smaller. */
  readonly timeoutMs: number;
}

/**
 * Any program as an agent: it gets the prompt on standard input and edits its working directory. It is told the number of
 * its turn (from 1) as JIDOKA_TURN and the session it last named as JIDOKA_SESSION. Exit 0 is a finished turn.
 */
export function commandAgent({ command, timeoutMs }: CommandOptions): Agent {
  const [program, ...args] = command;
  if (program === undefined || program === '') throw new UserError('AGENT_COMMAND', 'agent.command: expected a program, found nothing');
  return {
    name: 'command',
    async turn(turn) {
      const bound = Math.min(turn.timeoutMs, timeoutMs);
      const result = await run(turn, { argv: [program, ...args], timeoutMs: bound });
      return typeof result === 'string'
        ? { outcome: 'failed', reason: notStarted(program, result), usage: null }
        : ending({ program, timeoutMs: bound, result });
    },
  };
}

/** The program's end; a text when the system would not even try to start it. */
async function run(
  { workspace, prompt, finishedTurns, session, sandbox, signal }: Turn,
  { argv, timeoutMs }: { readonly argv: readonly [string, ...string[]]; readonly timeoutMs: number },
): Promise<ExecResult | string> {
  const env = { JIDOKA_TURN: String(finishedTurns + 1), ...(session === null ? {} : { JIDOKA_SESSION: session }) };
  try {
    return await sandbox.exec({ command: argv, cwd: workspace, env, input: prompt, timeoutMs, signal });
  } catch (error) {
    if (error instanceof Error && 'code' in error) return error.message;
    throw error;
  }
}

function ending({
  program,
  timeoutMs,
  result,
}: {
  readonly program: string;
  readonly timeoutMs: number;
  readonly result: ExecResult;
}): TurnResult {
  const answer = readAnswer(result.stdout);
  const { usage } = answer;
  switch (result.end) {
    case 'not-started':
      return { outcome: 'failed', reason: notStarted(program, result.stderr), usage: null };
    case 'timed-out':
      return { outcome: 'failed', reason: `the agent did not end within ${timeoutMs / 1000} s${printed(result)}`, usage };
    case 'aborted':
      return { outcome: 'failed', reason: 'the turn was cancelled', usage };
    case 'exited':
      return result.exitCode === 0 ? said(answer) : { outcome: 'failed', reason: `the agent ${died(result)}${printed(result)}`, usage };
    default:
      return result.end satisfies never;
  }
}

function said({ cannotSatisfy, session, usage }: Answer): TurnResult {
  return cannotSatisfy === null ? { outcome: 'finished', session, usage } : { outcome: 'cannot-satisfy', reason: cannotSatisfy, usage };
}

function died({ exitCode, signal }: ExecResult): string {
  return exitCode === null ? `was ended by ${signal ?? 'a signal'}` : `ended with exit code ${exitCode}`;
}

function printed({ stderr }: ExecResult): string {
  const text = stderr.trim();
  return text === '' ? ' and printed nothing on standard error' : `:\n${clip(text, 5000)}`;
}

function notStarted(program: string, why: string): string {
  return `${JSON.stringify(program)} could not be started: ${clip(why.trim(), 500)} (is it installed, executable, and on the PATH? See \`agent.command\` in the config)`;
}
