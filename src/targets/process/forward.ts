import { request, type Agent, type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { RequestEnd } from './blocks.ts';

/** Until the release has begun to answer. */
const ANSWER_TIMEOUT_MS = 30_000;

/** Headers that speak about one connection only (RFC 9110, 7.6.1), and `expect`, which the server in front has answered already. */
const HOP_BY_HOP = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** A release on loopback. */
export interface Upstream {
  readonly port: number;
  /** Keeps connections to this release open between requests. */
  readonly agent: Agent;
  /** Called exactly once. */
  readonly onEnd: (how: RequestEnd) => void;
}

interface Forwarding extends Upstream {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  /** Who answers instead when this one is gone and has not begun to; null: nobody. Asked only then. */
  readonly instead: () => Upstream | null;
}

/** Streams one request to a release on loopback and its answer back. */
export function forward({ incoming, outgoing, port, agent, onEnd, instead }: Forwarding): void {
  let ended = false;
  const end = (how: RequestEnd): void => {
    if (!ended) onEnd(how);
    ended = true;
  };
  const hasBody = incoming.headers['content-length'] !== undefined || incoming.headers['transfer-encoding'] !== undefined;
  const isRepeatable = !hasBody && (incoming.method === 'GET' || incoming.method === 'HEAD');
  let upstream: ClientRequest;
  // With it none of a body has been read yet.
  let wasConnected = false;

  const fail = (status: 502 | 504): void => {
    end('error');
    refuse(outgoing, status);
  };

  const send = (isFirst: boolean): void => {
    // A kept connection may be closed by the release at the very moment it is used: only what can be repeated goes over one.
    upstream = request({
      host: '127.0.0.1',
      port,
      method: incoming.method,
      path: incoming.url,
      headers: forwarded(incoming),
      agent: isRepeatable ? agent : false,
    });
    const timer = setTimeout(() => {
      upstream.destroy();
      fail(504);
    }, ANSWER_TIMEOUT_MS);
    upstream.on('response', (answer) => {
      clearTimeout(timer);
      sendBack({ answer, outgoing, end });
    });
    upstream.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      if (ended) return;
      const wasClosed = upstream.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
      if (isFirst && isRepeatable && wasClosed && !outgoing.headersSent) return send(false);
      const other = !outgoing.headersSent && (isRepeatable || !wasConnected) ? instead() : null;
      if (other === null) return fail(502);
      end('error');
      outgoing.off('close', onClose);
      forward({ incoming, outgoing, ...other, instead: () => null });
    });
    if (!hasBody) upstream.end();
    else
      onceConnected(upstream, () => {
        wasConnected = true;
        incoming.pipe(upstream);
      });
  };

  const onClose = (): void => {
    if (outgoing.writableFinished) return;
    end('aborted');
    upstream.destroy();
  };
  outgoing.on('close', onClose);
  // A client that goes away is seen by `close`.
  incoming.on('error', () => undefined);
  send(true);
}

function refuse(outgoing: ServerResponse, status: 502 | 504): void {
  if (outgoing.headersSent) outgoing.destroy();
  else
    outgoing
      .writeHead(status, { 'content-type': 'text/plain' })
      .end(status === 504 ? 'The release did not answer in time.\n' : 'The release did not answer.\n');
}

function onceConnected(asked: ClientRequest, then: () => void): void {
  asked.once('socket', (socket) => socket.once('connect', then));
}

function sendBack({ answer, outgoing, end }: { answer: IncomingMessage; outgoing: ServerResponse; end: (how: RequestEnd) => void }): void {
  const status = answer.statusCode ?? 502;
  answer.on('error', () => {
    end('error');
    outgoing.destroy();
  });
  outgoing.on('finish', () => end(status >= 500 ? 'error' : 'ok'));
  outgoing.writeHead(status, answer.statusMessage, endToEnd(answer));
  answer.pipe(outgoing);
}

function forwarded(incoming: IncomingMessage): string[] {
  const headers = endToEnd(incoming);
  // A body without a length keeps its framing, whatever the method.
  if (incoming.headers['transfer-encoding'] !== undefined) headers.push('Transfer-Encoding', 'chunked');
  return headers;
}

function endToEnd({ rawHeaders, headers }: IncomingMessage): string[] {
  const named = new Set((headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase()));
  const kept: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name, value] = [rawHeaders[index] ?? '', rawHeaders[index + 1] ?? ''];
    const lower = name.toLowerCase();
    if (!HOP_BY_HOP.has(lower) && !named.has(lower)) kept.push(name, value);
  }
  return kept;
}
