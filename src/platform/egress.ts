import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openConnection } from './open-connection.ts';
import { scratchName } from './scratch.ts';

/** The one way out of a sandbox's network: a proxy on a socket that connects to what is allowed and to nothing else. */
export interface Egress extends AsyncDisposable {
  readonly folder: string;
  /** Name of the socket in it. */
  readonly socket: string;
  /** Ports of the host's own loopback among what is allowed. */
  readonly loopback: readonly number[];
}

/** For a connection to the outside. */
const PATIENCE_MS = 15_000;

interface Endpoint {
  readonly host: string;
  readonly port: number;
}

export interface EgressRequest {
  /** `host:port`; `host` means port 443; `*.` in front stands for any name below. */
  readonly allowed: readonly string[];
  /** Its proxy settings are how this machine reaches the outside. */
  readonly callerEnv: Readonly<Record<string, string | undefined>>;
}

export async function openEgress({ allowed, callerEnv }: EgressRequest): Promise<Egress> {
  const endpoints = allowed.map(parseEndpoint);
  const open = async (endpoint: Endpoint): Promise<Duplex | null> =>
    endpoints.some((one) => matches(one, endpoint))
      ? openConnection({ ...endpoint, callerEnv, signal: AbortSignal.timeout(PATIENCE_MS) })
      : null;
  // In the system's temporary folder: a socket's path is at most 107 bytes.
  const folder = await mkdtemp(join(tmpdir(), scratchName('jidoka-out')));
  const connections = new Set<Duplex>();
  const server = createServer((asked, answer) => void forward({ asked, answer, open }));
  server.on('connect', (asked: IncomingMessage, client: Duplex, head: Buffer) => void tunnel({ asked, client, head, open }));
  server.on('connection', (connection) => connections.add(connection).size && connection.on('close', () => connections.delete(connection)));
  server.listen(join(folder, 'socket'));
  await once(server, 'listening');
  return {
    folder,
    socket: 'socket',
    // Two names of one place are one place to listen at.
    loopback: [...new Set(endpoints.filter(({ host }) => LOOPBACK.has(host)).map(({ port }) => port))],
    async [Symbol.asyncDispose]() {
      for (const connection of connections) connection.destroy();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

function parseEndpoint(text: string): Endpoint {
  const [, host = '', port = '443'] = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(text.toLowerCase()) ?? [];
  return { host, port: Number(port) };
}

function matches(allowed: Endpoint, { host, port }: Endpoint): boolean {
  if (allowed.port !== port) return false;
  if (LOOPBACK.has(allowed.host)) return LOOPBACK.has(host);
  return allowed.host.startsWith('*.') ? host.endsWith(allowed.host.slice(1)) : allowed.host === host;
}

type Open = (endpoint: Endpoint) => Promise<Duplex | null>;

async function tunnel({ asked, client, head, open }: { asked: IncomingMessage; client: Duplex; head: Buffer; open: Open }): Promise<void> {
  client.on('error', () => undefined);
  const answer = (status: string, text = '') =>
    client.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain\r\n\r\n${text}\n`);
  const endpoint = parseEndpoint(asked.url ?? '');
  try {
    const out = await open(endpoint);
    if (out === null) return void answer('403 Forbidden', refusal(endpoint));
    out.on('error', () => client.destroy());
    out.on('close', () => client.destroy());
    // Whoever asked may have gone meanwhile.
    if (client.destroyed) return void out.destroy();
    client.on('close', () => out.destroy());
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    out.write(head);
    client.pipe(out).pipe(client);
  } catch (error) {
    answer('502 Bad Gateway', error instanceof Error ? error.message : '');
  }
}

/** Plain http: the request is sent again as it came, to the host its address names. */
async function forward({ asked, answer, open }: { asked: IncomingMessage; answer: ServerResponse; open: Open }): Promise<void> {
  const url = URL.parse(asked.url ?? '');
  if (url === null || url.protocol !== 'http:') return void answer.writeHead(400).end('a proxy request names an http address\n');
  const endpoint = { host: url.hostname, port: Number(url.port || 80) };
  try {
    const out = await open(endpoint);
    if (out === null) return void answer.writeHead(403).end(`${refusal(endpoint)}\n`);
    const sent = request({
      method: asked.method,
      path: `${url.pathname}${url.search}`,
      headers: { ...endToEnd(asked.headers), host: url.host, connection: 'close' },
      createConnection: () => out,
    });
    sent.on('error', () => answer.destroy());
    sent.on('response', (got) => handOn(got, answer));
    asked.pipe(sent);
  } catch (error) {
    answer.writeHead(502).end(error instanceof Error ? `${error.message}\n` : '');
  }
}

function handOn(got: IncomingMessage, answer: ServerResponse): void {
  try {
    answer.writeHead(got.statusCode ?? 502, endToEnd(got.headers));
    got.pipe(answer);
  } catch {
    // A status or a header that no answer may have: whoever asked learns that there is none.
    answer.destroy();
    got.destroy();
  }
}

/** Headers that are between two neighbours and no further (RFC 9110, 7.6.1): handed on, Node takes some of them for its own and throws. */
const HOP_BY_HOP = /^(connection|keep-alive|te|trailer|upgrade|proxy-.*)$/;

function endToEnd(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.test(name)));
}

function refusal({ host, port }: Endpoint): string {
  return `Jidoka: this step may not reach ${host}:${port}`;
}
