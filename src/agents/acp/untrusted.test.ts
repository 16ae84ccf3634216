import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/rig/temporary.ts';
import { readMessage } from './message.ts';
import { answerRequest } from './requests.ts';
import { openTranscript } from './transcript.ts';
import { usageOf } from './usage.ts';

const name = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('session/request_permission', 'fs/read_text_file', 'fs/write_text_file'),
);
const path = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom('..', '.', '', 'a', 'beside', '/', 'secret.txt')).map((parts) => parts.join('/')),
);
const kind = fc.constantFrom('edit', 'execute', 'fetch', 'allow_once', 'reject_once', 'tool_call', 'command', '_own', 7, null);
const update = fc.constantFrom('agent_message_chunk', 'agent_message', 'tool_call', 'usage_update', 'state_update', 'new');

/** Shaped like what the protocol knows, with anything in it. */
const params = fc.oneof(
  fc.jsonValue(),
  fc.record(
    { sessionId: fc.constant('s'), path, content: fc.string({ unit: 'binary' }), line: fc.double(), limit: fc.integer() },
    { requiredKeys: [] },
  ),
  fc.record(
    {
      sessionId: fc.constant('s'),
      toolCall: fc.record(
        { toolCallId: fc.string(), kind, locations: fc.array(fc.record({ path })), content: fc.jsonValue() },
        { requiredKeys: [] },
      ),
      subject: fc.record({ type: kind, cwd: path, toolCall: fc.jsonValue() }, { requiredKeys: [] }),
      options: fc.array(fc.record({ optionId: fc.string(), kind })),
    },
    { requiredKeys: [] },
  ),
  fc.record({
    sessionId: fc.constant('s'),
    update: fc.record({ sessionUpdate: update, content: fc.jsonValue(), cost: fc.jsonValue(), state: kind }),
  }),
);

test('whatever an agent asks, it gets an answer, and nothing beside its workspace', async () => {
  using folder = temporaryFolder();
  const workspace = join(folder.path, 'workspace');
  for (const dir of ['workspace', 'beside']) mkdirSync(join(folder.path, dir));
  writeFileSync(join(folder.path, 'beside/secret.txt'), 'not yours');
  const surroundings = { workspace, transcript: openTranscript(), signal: new AbortController().signal };
  await fc.assert(
    fc.asyncProperty(name, params, async (method, asked) => {
      const answer = await answerRequest(method, asked, surroundings);
      expect(['result' in answer !== 'error' in answer, JSON.stringify(answer).includes('not yours')]).toEqual([true, false]);
    }),
    { numRuns: 1000 },
  );
  expect([
    readdirSync(folder.path).toSorted(),
    readdirSync(join(folder.path, 'beside')),
    readFileSync(join(folder.path, 'beside/secret.txt'), 'utf8'),
  ]).toEqual([['beside', 'workspace'], ['secret.txt'], 'not yours']);
});

test('whatever an agent tells, what is kept of it is small and can be counted', () => {
  fc.assert(
    fc.property(fc.array(params), fc.jsonValue(), (told, usage) => {
      const transcript = openTranscript();
      transcript.begin('s');
      for (const one of told) transcript.hear(one);
      const counted = usageOf(
        usage,
        transcript.usd((_, total) => total),
      );
      expect([
        transcript.text().length <= 64 * 1024,
        counted === null ||
          [counted.inputTokens, counted.outputTokens, counted.usd ?? 0].every((value) => Number.isFinite(value) && value >= 0),
      ]).toEqual([true, true]);
    }),
  );
});

test('whatever line an agent prints, it is a message or none', () => {
  const line = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc
      .record({ id: fc.jsonValue(), method: name, params, result: fc.jsonValue() }, { requiredKeys: [] })
      .map((message) => JSON.stringify(message)),
  );
  fc.assert(
    fc.property(line, (text) => {
      expect(['request', 'notification', 'reply', undefined]).toContain(readMessage(text)?.kind);
    }),
    { numRuns: 1000 },
  );
});
