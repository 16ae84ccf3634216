import type { ExecResult } from '../../platform/exec.ts';
import type { Agent, Turn, TurnResult } from '../agent.ts';
import { argvOf, programIn, type ProgramOptions } from '../program.ts';
import { type Bounds, describeEnd, notStarted } from '../program-end.ts';
import { sessionMeter } from '../session-meter.ts';
import { type Answer, readAnswer } from './answer.ts';

/**
 * Any program as an agent: it gets the prompt on standard input and edits its working directory. It is told the number of
 * its turn (from 1) as JIDOKA_TURN and the session it last named as JIDOKA_SESSION. Exit 0 is a finished turn.
 */
export function commandAgent(options: ProgramOptions): Agent {
  const command = argvOf(options.command);
  const [program] = command;
  const meter = sessionMeter();
  return {
    name: 'command',
    async turn(turn) {
      const bounds = { timeoutMs: Math.min(turn.timeoutMs, options.timeoutMs), silenceMs: options.silenceMs };
      const result = await run(turn, { ...options, command });
      return typeof result === 'string'
        ? { outcome: 'failed', reason: notStarted(program, result), usage: null }
        : ending({ program, bounds, result, meter });
    },
  };
}

/** The program's end; a text when the system would not even try to start it. */
async function run(turn: Turn, options: Parameters<typeof programIn>[1]): Promise<ExecResult | string> {
  try {
    return await turn.sandbox.exec({ ...programIn(turn, options), input: turn.prompt, signal: turn.signal });
  } catch (error) {
    if (error instanceof Error && 'code' in error) return error.message;
    throw error;
  }
}

interface End {
  readonly program: string;
  readonly bounds: Bounds;
  readonly result: ExecResult;
  readonly meter: ReturnType<typeof sessionMeter>;
}

function ending({ program, bounds, result, meter }: End): TurnResult {
  const answer = ofTheTurn(readAnswer(result.stdout), meter);
  if (result.end === 'exited' && result.exitCode === 0) return said(answer);
  return { outcome: 'failed', reason: describeEnd(program, result, bounds), usage: result.end === 'not-started' ? null : answer.usage };
}

function ofTheTurn(answer: Answer, meter: End['meter']): Answer {
  const { usage, session, countsSession } = answer;
  if (usage === null || session === null || !countsSession) return answer;
  const inputTokens = meter(`${session} input`, usage.inputTokens);
  return { ...answer, usage: { ...usage, inputTokens, outputTokens: meter(`${session} output`, usage.outputTokens) } };
}

function said({ cannotSatisfy, session, usage }: Answer): TurnResult {
  return cannotSatisfy === null ? { outcome: 'finished', session, usage } : { outcome: 'cannot-satisfy', reason: cannotSatisfy, usage };
}
