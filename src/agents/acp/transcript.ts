import { z } from 'zod';
import { type ToolCall, toolCallUpdate } from './permission.ts';

/** What is kept of an agent's words, characters: the last ones. */
const MAX_TEXT = 64 * 1024;
const MAX_TOOL_CALLS = 1000;

const textBlock = z.object({ type: z.literal('text'), text: z.string() });

const updates = {
  agent_message_chunk: z.object({ content: textBlock }),
  // Version 2 may also say a message at once.
  agent_message: z.object({ content: z.array(z.union([textBlock, z.looseObject({}).transform(() => null)])).nullish() }),
  tool_call: toolCallUpdate,
  usage_update: z.object({ cost: z.object({ amount: z.number().nonnegative(), currency: z.string() }) }),
  state_update: z.object({ state: z.string(), stopReason: z.string().nullish().catch(null), usage: z.unknown().optional() }),
};

const notification = z.object({ sessionId: z.string(), update: z.looseObject({ sessionUpdate: z.string() }) });

/** How version 2 ends a prompt: by a state of the session. */
export interface IdleState {
  readonly stopReason: string;
  readonly usage: unknown;
}

/** What an agent told of one session during one prompt. Nothing of it decides anything but what is asked of it next. */
export interface Transcript {
  hear(params: unknown): void;
  /** From here on what is said in this session counts; before, a loaded session only repeats itself. */
  begin(sessionId: string): void;
  readonly text: () => string;
  /** US dollars of this turn; it is told of the whole session. */
  readonly usd: (meter: (session: string, total: number) => number) => number | null;
  /** When the session has come to rest again after the prompt. */
  readonly idle: Promise<IdleState>;
  /** Adds what is new about a tool call to what is known of it. */
  merge(update: z.output<typeof toolCallUpdate>): ToolCall;
}

export function openTranscript(): Transcript {
  const toolCalls = new Map<string, ToolCall>();
  const { promise, resolve } = Promise.withResolvers<IdleState>();
  let session: string | null = null;
  let text = '';
  let usd: number | null = null;
  let hasRun = false;
  const say = (more: string) => {
    text = (text + more).slice(-MAX_TEXT);
  };
  const merge: Transcript['merge'] = ({ toolCallId, kind, locations, content }) => {
    const known = toolCalls.get(toolCallId);
    const paths = [...(locations ?? []).map(({ path }) => path), ...(content ?? []).flatMap(({ path }) => path ?? [])];
    const merged = { kind: kind ?? known?.kind ?? 'other', paths: [...new Set([...(known?.paths ?? []), ...paths])].slice(0, 100) };
    if (known !== undefined || toolCalls.size < MAX_TOOL_CALLS) toolCalls.set(toolCallId, merged);
    return merged;
  };
  const take = (kind: string, update: unknown) => {
    // What follows something else is a message of its own.
    if (kind !== 'agent_message_chunk' && !text.endsWith('\n')) say('\n');
    if (kind === 'agent_message_chunk') say(updates[kind].safeParse(update).data?.content.text ?? '');
    if (kind === 'agent_message') say(`${textOf(updates[kind].safeParse(update).data?.content ?? [])}\n`);
    if (kind === 'tool_call' || kind === 'tool_call_update') {
      const call = updates.tool_call.safeParse(update);
      if (call.success) merge(call.data);
    }
    if (kind === 'usage_update') {
      const cost = updates[kind].safeParse(update).data?.cost;
      if (cost?.currency === 'USD') usd = cost.amount;
    }
    if (kind === 'state_update') {
      const state = updates[kind].safeParse(update).data;
      hasRun ||= state?.state === 'running';
      // A state that was there before the prompt may be told again: it is no answer to it.
      if (hasRun && state?.state === 'idle') resolve({ stopReason: state.stopReason ?? 'end_turn', usage: state.usage });
    }
  };
  return {
    hear(params) {
      const heard = notification.safeParse(params);
      if (heard.success && heard.data.sessionId === session) take(heard.data.update.sessionUpdate, heard.data.update);
    },
    begin(sessionId) {
      session = sessionId;
    },
    text: () => text,
    usd: (meter) => (usd === null || session === null ? null : meter(session, usd)),
    idle: promise,
    merge,
  };
}

function textOf(blocks: readonly (z.output<typeof textBlock> | null)[]): string {
  return blocks.flatMap((block) => block?.text ?? []).join('');
}
