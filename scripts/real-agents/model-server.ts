import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { chat } from './chat.ts';
import type { Dialect, Reply } from './dialect.ts';
import { generateContent } from './generate-content.ts';
import { messages } from './messages.ts';
import { responses } from './responses.ts';

const DIALECTS: readonly Dialect[] = [messages, chat, responses, generateContent];

export interface Question {
  /** Names of the tools the agent offers. */
  readonly tools: readonly string[];
  /** The whole request. */
  readonly text: string;
}

export interface ModelServer extends AsyncDisposable {
  readonly port: number;
  /** One line for each request. */
  readonly log: readonly string[];
}

const common = z.looseObject({ model: z.string().default('stand-in'), stream: z.boolean().default(false) });

/** A stand-in for a model on loopback: it speaks what real agents speak, and says what `reply` says. */
export async function startModelServer(reply: (question: Question) => Reply): Promise<ModelServer> {
  const log: string[] = [];
  const server = createServer(async (asked, answer) => {
    const path = (asked.url ?? '').split('?')[0] ?? '';
    const body = await text(asked);
    const dialect = asked.method === 'POST' ? DIALECTS.find((one) => one.isAsked(path)) : undefined;
    if (dialect === undefined) {
      log.push(`${asked.method} ${path}: not answered`);
      // Some ask which models there are, count tokens or send telemetry first.
      answer.writeHead(path.endsWith('/models') ? 200 : 404, { 'content-type': 'application/json' });
      answer.end(JSON.stringify({ object: 'list', data: [{ id: 'stand-in', object: 'model' }], models: [] }));
      return;
    }
    const json: unknown = JSON.parse(body);
    const { model, stream } = common.parse(json);
    const streams = stream || path.endsWith(':streamGenerateContent');
    const tools = dialect.tools(json);
    const said = reply({ tools, text: body });
    log.push(`${dialect.name} ${tools.length} tools: ${said.call === null ? said.text : JSON.stringify(said.call).slice(0, 120)}`);
    answer.writeHead(200, { 'content-type': streams ? 'text/event-stream' : 'application/json' });
    answer.end(dialect.answer(said, { model, streams }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a port');
  return {
    port: address.port,
    log,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
