import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

const TIMEOUT_MS = 15_000;

export interface ConnectionRequest {
  readonly host: string;
  readonly port: number;
  readonly callerEnv: Readonly<Record<string, string | undefined>>;
}

/** A connection to a host, through the machine's own proxy where it names one. Rejects when there is none within 15 seconds. */
export async function openConnection({ host, port, callerEnv }: ConnectionRequest): Promise<Duplex> {
  const proxy = proxyFor({ host, callerEnv });
  if (proxy === null) {
    const socket = connect({ host: host.replace(/^\[|\]$/g, ''), port });
    await once(socket, 'connect', { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return socket;
  }
  const asked = request({
    host: proxy.hostname,
    port: proxy.port || 80,
    method: 'CONNECT',
    path: `${host}:${port}`,
    headers: proxy.username === '' ? {} : { 'proxy-authorization': `Basic ${btoa(`${proxy.username}:${proxy.password}`)}` },
    timeout: TIMEOUT_MS,
  });
  asked.end();
  const [answer, socket] = await once(asked, 'connect', { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (answer.statusCode !== 200) throw new Error(`the machine's proxy refused ${host}:${port} with ${answer.statusCode}`);
  return socket;
}

function proxyFor({ host, callerEnv }: Omit<ConnectionRequest, 'port'>): URL | null {
  const named = (name: string) => callerEnv[name.toLowerCase()] ?? callerEnv[name];
  const direct = (named('NO_PROXY') ?? '').split(',').map((entry) => entry.trim().replace(/^\*?\./, ''));
  const isLoopback = host === 'localhost' || host === '[::1]' || host.startsWith('127.');
  if (isLoopback || direct.some((entry) => entry === '*' || (entry !== '' && (host === entry || host.endsWith(`.${entry}`))))) return null;
  return URL.parse(named('HTTPS_PROXY') ?? named('HTTP_PROXY') ?? '');
}
