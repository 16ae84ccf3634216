import type { Readable, Writable } from 'node:stream';
import { drained } from '../../platform/drained.ts';
import { type Closed, type Message, readMessage, type Reply } from './message.ts';

/** What we answer to a request of theirs. */
export type Answer = { readonly result: object | null } | { readonly error: { readonly code: number; readonly message: string } };

export interface Peer {
  request(method: string, params: object): Promise<Reply>;
  notify(method: string, params: object): void;
  /** When nothing more can come of the other side. */
  readonly closed: Promise<Closed>;
}

export interface PeerOptions {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Called one after the other: who asks faster than it reads waits. */
  answer(method: string, params: unknown): Promise<Answer>;
  hear(method: string, params: unknown): void;
}

/** One message, bytes: a file's text and what JSON adds. */
const MAX_MESSAGE = 32 * 1024 * 1024;

/** All of a turn, bytes. Nothing is kept of it; whoever says more is not working. */
const MAX_TOTAL = 512 * 1024 * 1024;

/** JSON-RPC 2.0, a message a line, with a side that is not trusted: every request of theirs is answered, and nothing they send is thrown. */
export function connectPeer({ stdin, stdout, answer, hear }: PeerOptions): Peer {
  const waiting = new Map<number, (reply: Reply) => void>();
  let over: Closed | null = null;
  let lastId = 0;
  const send = (message: object) => {
    if (stdin.writable) stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  };
  const take = async (message: Message): Promise<void> => {
    switch (message.kind) {
      case 'request':
        send({ id: message.id, ...(await answer(message.method, message.params)) });
        return drained(stdin);
      case 'notification':
        return hear(message.method, message.params);
      case 'reply':
        waiting.get(message.id)?.(message.reply);
        waiting.delete(message.id);
        return;
      default:
        message satisfies never;
    }
  };
  const closed = listen(stdout, take).then((reason) => {
    over = { kind: 'closed', reason };
    for (const settle of waiting.values()) settle(over);
    waiting.clear();
    return over;
  });
  return {
    request(method, params) {
      if (over !== null) return Promise.resolve(over);
      const { promise, resolve } = Promise.withResolvers<Reply>();
      lastId += 1;
      waiting.set(lastId, resolve);
      send({ id: lastId, method, params });
      return promise;
    },
    notify: (method, params) => send({ method, params }),
    closed,
  };
}

/** Reads until the end. Answers why it will read no further; null when there was no more. */
async function listen(stdout: Readable, take: (message: Message) => Promise<void>): Promise<string | null> {
  let total = 0;
  let parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stdout as AsyncIterable<Buffer>) {
      total += chunk.length;
      if (total > MAX_TOTAL) return `it sent more than ${MAX_TOTAL / 1024 / 1024} MiB`;
      let rest = chunk;
      for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
        const message = readMessage(Buffer.concat([...parts, rest.subarray(0, end)]).toString());
        [parts, length] = [[], 0];
        rest = rest.subarray(end + 1);
        if (message !== null) await take(message);
      }
      parts.push(rest);
      length += rest.length;
      if (length > MAX_MESSAGE) return `it sent a message of more than ${MAX_MESSAGE / 1024 / 1024} MiB`;
    }
    return null;
  } catch (error) {
    // A pipe that breaks is an end like any other.
    if (error instanceof Error && 'code' in error) return error.message;
    throw error;
  }
}
