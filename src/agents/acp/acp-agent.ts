import { realpath } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { ExecResult } from '../../platform/exec.ts';
import type { Agent, Turn, TurnResult, Usage } from '../agent.ts';
import { clip, reasonToGiveUp } from '../give-up.ts';
import { type Argv, argvOf, programIn, type ProgramOptions } from '../program.ts';
import { type Bounds, CANCELLED, describeEnd } from '../program-end.ts';
import { sessionMeter } from '../session-meter.ts';
import { connectPeer, type Peer } from './peer.ts';
import { answerRequest } from './requests.ts';
import { type Broken, greet, openSession, prompt } from './session.ts';
import { openTranscript, type Transcript } from './transcript.ts';
import { usageOf } from './usage.ts';

export interface AcpOptions extends ProgramOptions {
  /** Jidoka's, told to the agent. */
  readonly version: string;
}

/** The longest a timer can wait; minutes of the config may be any number. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** How long an agent that was told to cancel may take to say what the turn took, milliseconds. */
const GRACE_MS = 2000;

/** How long an agent may take to end by itself, milliseconds. */
const FAREWELL_MS = 1000;

/** An agent behind the Agent Client Protocol, one process a turn. What it says is not believed; what it leaves in the files is judged. */
export function acpAgent(options: AcpOptions): Agent {
  const command = argvOf(options.command);
  const meter = sessionMeter();
  return {
    name: 'acp',
    async turn(turn) {
      if (turn.signal.aborted) return { outcome: 'failed', reason: CANCELLED, usage: null };
      const workspace = await realpath(turn.workspace).catch((error: unknown) => codeOf(error));
      if (workspace === null) return { outcome: 'failed', reason: 'the workspace is not there', usage: null };
      return converse({ ...turn, workspace }, { ...options, command, meter });
    },
  };
}

type Call = Omit<AcpOptions, 'command'> & { readonly command: Argv; readonly meter: ReturnType<typeof sessionMeter> };

async function converse(turn: Turn, { version, meter, ...options }: Call): Promise<TurnResult> {
  const { workspace, sandbox, prompt: text } = turn;
  const [name] = options.command;
  const request = programIn(turn, options);
  const bounds = { timeoutMs: request.timeoutMs, silenceMs: options.silenceMs };
  const over = AbortSignal.any([turn.signal, AbortSignal.timeout(Math.min(Math.ceil(bounds.timeoutMs), MAX_TIMER_MS))]);
  // Told to cancel first, it may still say what the turn took.
  const program = await sandbox.start({ ...request, timeoutMs: bounds.timeoutMs + 2 * GRACE_MS });
  const transcript = openTranscript();
  const peer = connectPeer({
    ...program,
    answer: (method, params) => answerRequest(method, params, { workspace, transcript, signal: over }),
    hear: (method, params) => {
      if (method === 'session/update') transcript.hear(params);
    },
  });
  const end = await talk(peer, { text, workspace, session: turn.session, version, transcript, over });
  // Who sees the end of its input writes down its session; who has closed its output is about to end, and how is the reason.
  program.stdin.end();
  await Promise.race([program.ended, setTimeout(FAREWELL_MS, undefined, { ref: false })]);
  program.stop();
  const exit = await program.ended;
  const usage = usageOf(end.kind === 'ended' ? end.usage : null, transcript.usd(meter));
  if (turn.signal.aborted) return { outcome: 'failed', reason: CANCELLED, usage };
  if (over.aborted) return { outcome: 'failed', reason: describeEnd(name, { ...exit, end: 'timed-out' }, bounds), usage };
  return end.kind === 'broken'
    ? { outcome: 'failed', reason: whyBroken(name, { ...end, exit, bounds }), usage }
    : resultOf(end, { text: transcript.text(), usage });
}

interface Ended {
  readonly kind: 'ended';
  readonly session: string;
  readonly stopReason: string;
  readonly usage: unknown;
}

interface Talk {
  readonly text: string;
  readonly workspace: string;
  readonly session: string | null;
  readonly version: string;
  readonly transcript: Transcript;
  readonly over: AbortSignal;
}

/** The whole turn with one program; cut short, with a moment for its last words, when it is over. */
async function talk(peer: Peer, { over, ...turn }: Talk): Promise<Ended | Broken> {
  let opened: string | null = null;
  const whole = async (): Promise<Ended | Broken> => {
    const greeted = await greet(peer, turn);
    if (greeted.kind === 'broken') return greeted;
    const session = await openSession(peer, { resume: greeted.resume, workspace: turn.workspace, session: turn.session });
    if (session.kind === 'broken') return session;
    opened = session.id;
    turn.transcript.begin(session.id);
    const end = await prompt(peer, { session: session.id, text: turn.text, idle: turn.transcript.idle });
    return end.kind === 'broken' ? end : { ...end, session: session.id };
  };
  const { promise: cut, resolve } = Promise.withResolvers<void>();
  over.addEventListener('abort', () => resolve(), { once: true });
  if (over.aborted) resolve();
  const cancelled = cut.then(async (): Promise<Broken> => {
    if (opened !== null) {
      peer.notify('session/cancel', { sessionId: opened });
      await setTimeout(GRACE_MS, undefined, { ref: false });
    }
    return { kind: 'broken', reason: null };
  });
  return Promise.race([whole(), cancelled]);
}

function resultOf({ session, stopReason }: Ended, { text, usage }: { readonly text: string; readonly usage: Usage | null }): TurnResult {
  if (stopReason !== 'end_turn')
    return { outcome: 'failed', reason: `the agent stopped before it was done: ${clip(stopReason, 100)}`, usage };
  const reason = reasonToGiveUp(text);
  return reason === null ? { outcome: 'finished', session, usage } : { outcome: 'cannot-satisfy', reason, usage };
}

function whyBroken(
  program: string,
  { reason, exit, bounds }: { readonly reason: string | null; readonly exit: ExecResult; readonly bounds: Bounds },
): string {
  const error = exit.stderr.trim() === '' ? '' : `:\n${clip(exit.stderr.trim(), 5000)}`;
  if (reason !== null) return `the agent cannot be worked with: ${clip(reason, 1000)}${error}`;
  if (exit.end === 'aborted') return `the agent closed its output in the middle of the turn${error}`;
  return exit.exitCode === 0 ? `the agent ended in the middle of the turn${error}` : describeEnd(program, exit, bounds);
}

/** No such folder is an end like any other. */
function codeOf(error: unknown): null {
  if (error instanceof Error && 'code' in error) return null;
  throw error;
}
