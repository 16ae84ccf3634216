import { expect, test } from 'vitest';
import { readAnswer } from './answer.ts';

/** Shortened, as the programs printed it. */
const lines = (...documents: readonly object[]) => documents.map((document) => JSON.stringify(document)).join('\n');

const claude = (result: string) =>
  lines(
    { type: 'system', subtype: 'init', session_id: 's-1', tools: ['Write'] },
    { type: 'assistant', message: { content: [{ type: 'text', text: 'Writing.' }], usage: { input_tokens: 7, output_tokens: 7 } } },
    {
      type: 'result',
      subtype: 'success',
      is_error: false,
      num_turns: 3,
      result,
      session_id: 's-1',
      total_cost_usd: 0.00795,
      usage: {
        input_tokens: 600,
        cache_creation_input_tokens: 10,
        cache_read_input_tokens: 2400,
        output_tokens: 150,
        service_tier: 'standard',
      },
    },
  );

const codex = (text: string) =>
  lines(
    { type: 'thread.started', thread_id: 's-2' },
    { type: 'item.completed', item: { id: 'item_0', type: 'error', message: 'Model metadata not found.' } },
    { type: 'turn.started' },
    { type: 'item.completed', item: { id: 'item_3', type: 'command_execution', command: 'ls', exit_code: 0, status: 'completed' } },
    { type: 'item.completed', item: { id: 'item_5', type: 'agent_message', text } },
    { type: 'turn.completed', usage: { input_tokens: 3000, cached_input_tokens: 2400, output_tokens: 150, reasoning_output_tokens: 0 } },
  );

const gemini = (response: string) =>
  `Ripgrep is not available.\n${JSON.stringify(
    {
      session_id: 's-3',
      response,
      stats: {
        models: {
          'gemini-3-flash': {
            api: { totalRequests: 3 },
            tokens: { input: 600, prompt: 3000, candidates: 120, cached: 2400, thoughts: 30, tool: 5 },
          },
          'gemini-3-pro': { tokens: { prompt: 1000, candidates: 50 } },
        },
        tools: { totalCalls: 2 },
      },
    },
    null,
    2,
  )}\n`;

const opencode = (text: string) => {
  const step = {
    reason: 'stop',
    type: 'step-finish',
    tokens: { input: 200, output: 40, reasoning: 10, cache: { read: 800, write: 1 } },
    cost: 0.25,
  };
  return lines(
    { type: 'step_start', sessionID: 'ses_4', part: { type: 'step-start' } },
    { type: 'step_finish', sessionID: 'ses_4', part: step },
    { type: 'text', sessionID: 'ses_4', part: { type: 'text', text } },
    { type: 'step_finish', sessionID: 'ses_4', part: step },
  );
};

const CASES = [
  ['claude', claude, 's-1', { inputTokens: 3010, outputTokens: 150, usd: 0.00795 }, false],
  ['codex', codex, 's-2', { inputTokens: 3000, outputTokens: 150, usd: null }, true],
  ['gemini', gemini, 's-3', { inputTokens: 4005, outputTokens: 200, usd: null }, false],
  ['opencode', opencode, 'ses_4', { inputTokens: 2002, outputTokens: 100, usd: 0.5 }, false],
] as const;

test.each(CASES)('%s: session and usage', (_, print, session, usage, countsSession) => {
  expect(readAnswer(print('Done.'))).toEqual({ cannotSatisfy: null, session, usage, countsSession });
});

test.each(CASES)('%s: gives up inside its JSON', (_, print, session, usage, countsSession) => {
  const text = 'I looked.\n\n**CANNOT_SATISFY(there is (no) such table)**\n';
  expect(readAnswer(print(text))).toEqual({ cannotSatisfy: 'there is (no) such table', session, usage, countsSession });
});

test('a result nobody knows is not counted', () => {
  const unknown = [
    lines({ type: 'result', session_id: 's', usage: { input_tokens: -1, output_tokens: 2 } }),
    lines({ type: 'turn.completed', usage: { input_tokens: 'many', output_tokens: 2 } }),
    lines({ type: 'step_finish', sessionID: 's', part: { tokens: { input: 1e300, output: 1 } } }),
    '{\n  "response": "x",\n  "stats": {}\n}',
    '{\n  "response": "x",',
  ];
  expect(unknown.map((stdout) => readAnswer(stdout))).toEqual(
    unknown.map(() => ({ cannotSatisfy: null, session: null, usage: null, countsSession: false })),
  );
});
