// An agent on the SDK's agent side that follows a script: what a client is tested with is not written by whoever wrote the client.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import * as v2 from '@agentclientprotocol/sdk/experimental/v2/unstable';
import * as v1 from '@agentclientprotocol/sdk/unstable';
import type { AcpScript, AcpTurn } from './acp-script.ts';
import { playTurn } from './acp-turn.ts';

const script = JSON.parse(process.argv[2] ?? '') as AcpScript;
const { versions = [1, 2], loads = true, wantsLogin = false } = script;
const turn: AcpTurn = script.turns[Number(process.env['JIDOKA_TURN']) - 1] ?? {};
const sessions = join(process.env['HOME'] ?? '', 'sessions');
const own = `session-${randomUUID()}`;
const cancelled = Promise.withResolvers<void>();

/** A session is a file in HOME, as it is with real agents: gone when the HOME is. */
function remember(cwd: string): string {
  mkdirSync(sessions, { recursive: true });
  writeFileSync(join(sessions, own), cwd);
  return own;
}

function recall(id: string, cwd: string): void {
  const file = join(sessions, id);
  if (!existsSync(file) || readFileSync(file, 'utf8') !== cwd) throw v1.RequestError.resourceNotFound(id);
}

const old = v1
  .agent({ name: 'scripted' })
  .onRequest('initialize', () => ({ protocolVersion: v1.PROTOCOL_VERSION, agentCapabilities: { loadSession: loads } }))
  .onRequest('session/new', ({ params }) => {
    if (wantsLogin) throw v1.RequestError.authRequired();
    return { sessionId: remember(params.cwd) };
  })
  .onRequest('session/load', async ({ params: { sessionId, cwd }, client }) => {
    recall(sessionId, cwd);
    // What a loaded session repeats is not said again.
    const content = { type: 'text', text: 'CANNOT_SATISFY(that was yesterday)\n' } as const;
    await client.notify('session/update', { sessionId, update: { sessionUpdate: 'agent_message_chunk', content } });
    return {};
  })
  .onRequest('session/prompt', async ({ params, client }) => {
    const { stopReason, usage } = await playTurn(turn, {
      session: params.sessionId,
      isFresh: params.sessionId === own,
      prompt: params.prompt,
      cancelled: cancelled.promise,
      request: (method, body) => client.request(method, body),
      update: (update) => client.notify<object>('session/update', { sessionId: params.sessionId, update }),
    });
    return { stopReason: stopReason as v1.StopReason, usage };
  })
  .onNotification('session/cancel', () => cancelled.resolve());

const draft = v2
  .agent({ name: 'scripted' })
  .onRequest('initialize', () => ({ protocolVersion: v2.PROTOCOL_VERSION, info: { name: 'scripted', version: '1' }, capabilities: {} }))
  .onRequest('session/new', ({ params }) => {
    if (wantsLogin) throw v2.RequestError.authRequired();
    return { sessionId: remember(params.cwd) };
  })
  .onRequest('session/resume', async ({ params: { sessionId, cwd }, client }) => {
    recall(sessionId, cwd);
    // The draft demands the present state, and lets it carry the last reason to stop.
    await client.notify('session/update', { sessionId, update: { sessionUpdate: 'state_update', state: 'idle', stopReason: 'end_turn' } });
    return {};
  })
  .onRequest('session/prompt', ({ params, client }) => {
    const update = (body: object) => client.notify('session/update', { sessionId: params.sessionId, update: body as v2.SessionUpdate });
    void (async () => {
      // What a session was told before it may be told again at any time.
      await update({ sessionUpdate: 'state_update', state: 'idle', stopReason: 'refusal' });
      await update({ sessionUpdate: 'state_update', state: 'running' });
      const end = await playTurn(turn, {
        session: params.sessionId,
        isFresh: params.sessionId === own,
        prompt: params.prompt,
        cancelled: cancelled.promise,
        request: (method, body) => client.request(method, body),
        update,
      });
      await update({ sessionUpdate: 'state_update', state: 'idle', ...end });
    })();
    return { messageId: 'message-1' };
  })
  .onNotification('session/cancel', () => cancelled.resolve());

const stream = v1.ndJsonStream(
  Writable.toWeb(process.stdout) as WritableStream<Uint8Array>,
  Readable.toWeb(process.stdin) as ReadableStream<Uint8Array>,
);
const router = v2.agentProtocolRouter();
if (versions.includes(1)) router.withV1(old);
if (versions.includes(2)) router.withV2(draft);
router.connect(stream);
