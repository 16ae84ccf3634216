import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { AcpTurn } from './acp-script.ts';

/** One side of a conversation, whichever version of the protocol it is in. */
interface Talk {
  readonly session: string;
  /** Begun in this process, not gone on with. */
  readonly isFresh: boolean;
  readonly prompt: unknown;
  readonly cancelled: Promise<void>;
  request(method: string, params: object): Promise<unknown>;
  update(update: object): Promise<void>;
}

interface TurnEnd {
  readonly stopReason: string;
  readonly usage: { readonly inputTokens: number; readonly outputTokens: number; readonly totalTokens: number } | null;
}

/** Does what the script says, and answers how the turn ended. */
export async function playTurn(turn: AcpTurn, talk: Talk): Promise<TurnEnd> {
  for (const line of turn.noise ?? []) process.stdout.write(`${line}\n`);
  if (turn.onlyResumed === true && talk.isFresh) return { stopReason: 'refusal', usage: null };
  if (turn.notes === true) writeFileSync('prompt.json', JSON.stringify({ session: talk.session, prompt: talk.prompt }));
  for (const text of turn.say ?? []) await chunk(talk, text);
  const answers = await Promise.all((turn.ask ?? []).map((asked) => ask(talk, asked)));
  if (turn.obeys === true && !answers.every(isAllowed)) return { stopReason: 'end_turn', usage: usageOf(turn) };
  if (turn.obeys !== true && turn.ask !== undefined) writeFileSync('answers.json', JSON.stringify(answers));
  if (turn.flood !== undefined) await flood(talk, turn.flood);
  if (turn.nag !== undefined) await nag(talk, turn.nag);
  for (const path of turn.delete ?? []) rmSync(path);
  for (const [path, text] of Object.entries(turn.write ?? {})) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  if (turn.cannotSatisfy !== undefined) await chunk(talk, `It cannot be done.\nCANNOT_SATISFY(${turn.cannotSatisfy})`);
  if (turn.crash === true) process.kill(process.pid, 'SIGKILL');
  if (turn.fail !== undefined) {
    process.stderr.write(`${turn.fail}\n`, () => process.exit(1));
    await new Promise(() => undefined);
  }
  const cost = turn.cost ?? turn.usage?.usd;
  if (cost != null) await talk.update({ sessionUpdate: 'usage_update', used: 10, size: 1000, cost: { amount: cost, currency: 'USD' } });
  if (turn.hang !== undefined) {
    writeFileSync('started', '');
    await (turn.hang === 'deaf' ? new Promise(() => undefined) : talk.cancelled);
    if (turn.askLate !== undefined)
      writeFileSync('late.json', JSON.stringify(await Promise.all(turn.askLate.map((asked) => ask(talk, asked)))));
    return { stopReason: 'cancelled', usage: usageOf(turn) };
  }
  return { stopReason: turn.stopReason ?? 'end_turn', usage: usageOf(turn) };
}

function isAllowed(answer: unknown): boolean {
  return JSON.stringify(answer).includes('"selected"') && JSON.stringify(answer).includes('"optionId":"allow');
}

function usageOf({ usage }: AcpTurn): TurnEnd['usage'] {
  if (usage === undefined) return null;
  const { inputTokens, outputTokens } = usage;
  // A hundred of them came out of the cache and are counted apart, as some do.
  return { inputTokens: inputTokens - 100, outputTokens, totalTokens: inputTokens + outputTokens };
}

async function ask(talk: Talk, { method, params }: { readonly method: string; readonly params: object }): Promise<unknown> {
  const filled = JSON.parse(JSON.stringify(params).replaceAll('<session>', talk.session)) as object;
  try {
    return await talk.request(method, filled);
  } catch (error) {
    return { error: error instanceof Error ? error.message : error };
  }
}

function chunk({ update }: Talk, text: string): Promise<void> {
  return update({ sessionUpdate: 'agent_message_chunk', messageId: 'm', content: { type: 'text', text } });
}

/** As fast as the other side reads, past the SDK. */
async function flood({ session }: Talk, bytes: number): Promise<void> {
  const update = { sessionUpdate: 'agent_message_chunk', messageId: 'm', content: { type: 'text', text: 'x'.repeat(10_000) } };
  const line = `${JSON.stringify({ jsonrpc: '2.0', method: 'session/update', params: { sessionId: session, update } })}\n`;
  for (let sent = 0; sent < bytes; sent += line.length) if (!process.stdout.write(line)) await once(process.stdout, 'drain');
}

async function nag({ session }: Talk, times: number): Promise<void> {
  process.stdin.pause();
  for (let id = 0; id < times; id += 1) {
    const line = {
      jsonrpc: '2.0',
      id: `nag-${id}`,
      method: 'fs/read_text_file',
      params: { sessionId: session, path: `${process.cwd()}/README.md` },
    };
    if (!process.stdout.write(`${JSON.stringify(line)}\n`)) await once(process.stdout, 'drain');
  }
  process.stdin.resume();
}
