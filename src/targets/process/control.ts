import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rmSync } from 'node:fs';
import { UserError, JidokaError } from '../../domain/error.ts';
import { startTimeOf } from '../../platform/process-group.ts';
import { endpointPath, readEndpoint, requestSchema, type ControlRequest, type Reply } from './protocol.ts';
import { writeAtomically } from './state.ts';

const CLOSE_MS = 1000;
const BODY_BYTES = 1024 * 1024;

interface Control extends AsyncDisposable {
  /** False when the endpoint file is gone or another's: nobody can reach this supervisor any more. */
  isReachable(): boolean;
}

/** The supervisor's ear: on loopback, on any port, for whoever can read the token. */
export async function openControl(stateDir: string, answer: (request: ControlRequest) => Promise<unknown>): Promise<Control> {
  const token = randomBytes(32).toString('hex');
  const server = createServer((incoming, outgoing) => {
    void reply(incoming, token, answer).then((said) => {
      outgoing.writeHead(200, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(said));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  writeAtomically(endpointPath(stateDir), JSON.stringify({ port, token, pid: process.pid, startTime: startTimeOf(process.pid) }));
  return {
    isReachable: () => readEndpoint(stateDir)?.token === token,
    async [Symbol.asyncDispose]() {
      rmSync(endpointPath(stateDir), { force: true });
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Answers under way are sent first, but nobody may hold the end up.
      const timer = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}

async function reply(incoming: IncomingMessage, token: string, answer: (request: ControlRequest) => Promise<unknown>): Promise<Reply> {
  try {
    if (!isEqual(incoming.headers.authorization ?? '', `Bearer ${token}`)) throw new UserError('token', 'wrong token');
    const parsed = requestSchema.safeParse(JSON.parse(await bodyOf(incoming)));
    if (!parsed.success) throw new UserError('request', `the supervisor does not understand: ${parsed.error.message}`);
    return { ok: true, value: (await answer(parsed.data)) ?? null };
  } catch (error) {
    const kind = error instanceof UserError ? 'wrong' : 'failed';
    const code = error instanceof JidokaError ? error.code : 'supervisor';
    const hint = error instanceof JidokaError ? error.hint : undefined;
    return {
      ok: false,
      kind,
      code,
      message: error instanceof Error ? error.message : String(error),
      ...(hint === undefined ? {} : { hint }),
    };
  }
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes > BODY_BYTES) throw new UserError('request', 'the request is too long');
  }
  return Buffer.concat(chunks).toString();
}

/** In constant time, whatever the lengths. */
function isEqual(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
