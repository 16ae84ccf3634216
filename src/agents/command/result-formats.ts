import { z } from 'zod';
import type { Usage } from '../agent.ts';

/** What the JSON of one agent's program says. */
export interface Told {
  /** What the agent said in words, where the format wraps it up. */
  readonly said: string;
  readonly session: string | null;
  /** Null when it said nothing that can be counted. */
  readonly usage: Usage | null;
}

/** How one program prints its result as JSON: what it looks like, and where in it things are. */
interface ResultFormat {
  readonly name: string;
  /** Its usage is that of the whole session, earlier turns included. */
  readonly countsSession?: boolean;
  /** Of the documents it printed, in order; null when it is another format. */
  read(documents: readonly unknown[]): Told | null;
}

const tokens = z.int().nonnegative();
const count = tokens.default(0);
const money = z.number().nonnegative().nullable().default(null);

const own = z.object({ usage: z.object({ inputTokens: tokens, outputTokens: tokens, usd: money }) });

/** `claude -p --output-format json`, or the last line of `stream-json`. Cached tokens are counted apart from the input. */
const claude = z.object({
  type: z.literal('result'),
  session_id: z.string(),
  result: z.string().default(''),
  total_cost_usd: money,
  usage: z.object({
    input_tokens: tokens,
    cache_creation_input_tokens: count,
    cache_read_input_tokens: count,
    output_tokens: tokens,
  }),
});

/** `codex exec --json`: one event a line. Cached tokens are part of the input. */
const codexEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('thread.started'), thread_id: z.string() }),
  z.object({ type: z.literal('item.completed'), item: z.object({ type: z.literal('agent_message'), text: z.string() }) }),
  z.object({ type: z.literal('turn.completed'), usage: z.object({ input_tokens: tokens, output_tokens: tokens }) }),
]);

/** `gemini --output-format json`. Thoughts are counted apart from the answer, tool prompts apart from the prompt. */
const gemini = z.object({
  session_id: z.string().nullable().default(null),
  response: z.string(),
  stats: z.object({
    models: z.record(z.string(), z.object({ tokens: z.object({ prompt: tokens, candidates: tokens, thoughts: count, tool: count }) })),
  }),
});

/** `opencode run --format json`: one event a line. Cached tokens and reasoning are counted apart. */
const opencodeEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), sessionID: z.string(), part: z.object({ text: z.string() }) }),
  z.object({
    type: z.literal('step_finish'),
    sessionID: z.string(),
    part: z.object({
      cost: money,
      tokens: z.object({ input: tokens, output: tokens, reasoning: count, cache: z.object({ read: count, write: count }).prefault({}) }),
    }),
  }),
]);

/** The programs whose results are understood. What none of them reads is not counted: null, never a guess. */
export const RESULT_FORMATS: readonly ResultFormat[] = [
  {
    name: 'jidoka',
    read(documents) {
      const last = own.safeParse(documents.at(-1));
      return last.success ? { said: '', session: null, usage: last.data.usage } : null;
    },
  },
  {
    name: 'claude',
    read(documents) {
      const last = allOf(claude, documents).at(-1);
      if (last === undefined) return null;
      const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens, output_tokens } = last.usage;
      const inputTokens = input_tokens + cache_creation_input_tokens + cache_read_input_tokens;
      return {
        said: last.result,
        session: last.session_id,
        usage: { inputTokens, outputTokens: output_tokens, usd: last.total_cost_usd },
      };
    },
  },
  {
    name: 'codex',
    countsSession: true,
    read(documents) {
      const events = allOf(codexEvent, documents);
      if (events.length === 0) return null;
      const turns = events.flatMap((event) => (event.type === 'turn.completed' ? [event.usage] : []));
      return {
        said: events.flatMap((event) => (event.type === 'item.completed' ? [event.item.text] : [])).join('\n'),
        session: events.flatMap((event) => (event.type === 'thread.started' ? [event.thread_id] : [])).at(-1) ?? null,
        usage: sum(turns.map((turn) => ({ inputTokens: turn.input_tokens, outputTokens: turn.output_tokens, usd: null }))),
      };
    },
  },
  {
    name: 'gemini',
    read(documents) {
      const last = allOf(gemini, documents).at(-1);
      if (last === undefined) return null;
      const models = Object.values(last.stats.models).map((model) => model.tokens);
      return {
        said: last.response,
        session: last.session_id,
        usage: sum(
          models.map(({ prompt, tool, candidates, thoughts }) => ({
            inputTokens: prompt + tool,
            outputTokens: candidates + thoughts,
            usd: null,
          })),
        ),
      };
    },
  },
  {
    name: 'opencode',
    read(documents) {
      const events = allOf(opencodeEvent, documents);
      if (events.length === 0) return null;
      const steps = events.flatMap((event) => (event.type === 'step_finish' ? [event.part] : []));
      return {
        said: events.flatMap((event) => (event.type === 'text' ? [event.part.text] : [])).join('\n'),
        session: events.at(-1)?.sessionID ?? null,
        usage: sum(
          steps.map(({ cost, tokens: { input, output, reasoning, cache } }) => ({
            inputTokens: input + cache.read + cache.write,
            outputTokens: output + reasoning,
            usd: cost,
          })),
        ),
      };
    },
  },
];

function allOf<T>(schema: z.ZodType<T>, documents: readonly unknown[]): T[] {
  return documents.flatMap((document) => {
    const parsed = schema.safeParse(document);
    return parsed.success ? [parsed.data] : [];
  });
}

function sum(parts: readonly Usage[]): Usage | null {
  if (parts.length === 0) return null;
  const priced = parts.filter(({ usd }) => usd !== null);
  return {
    inputTokens: parts.reduce((total, { inputTokens }) => total + inputTokens, 0),
    outputTokens: parts.reduce((total, { outputTokens }) => total + outputTokens, 0),
    usd: priced.length === 0 ? null : priced.reduce((total, { usd }) => total + (usd ?? 0), 0),
  };
}
