import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

export interface ConnectionRequest {
  readonly host: string;
  readonly port: number;
  readonly callerEnv: Readonly<Record<string, string | undefined>>;
  /** Gives it up. */
  readonly signal: AbortSignal;
}

/** A connection to a host, through the machine's own proxy where it names one. Rejects when there is none before the signal. */
export async function openConnection(wanted: ConnectionRequest): Promise<Duplex> {
  const proxy = proxyFor(wanted);
  return proxy === null ? directly(wanted) : through(proxy, wanted);
}

async function directly({ host, port, signal }: ConnectionRequest): Promise<Duplex> {
  const socket = connect({ host: host.replace(/^\[|\]$/g, ''), port });
  try {
    await once(socket, 'connect', { signal });
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function through(proxy: URL, { host, port, signal }: ConnectionRequest): Promise<Duplex> {
  const asked = request({
    host: proxy.hostname,
    port: proxy.port || 80,
    method: 'CONNECT',
    path: `${host}:${port}`,
    headers: proxy.username === '' ? {} : { 'proxy-authorization': `Basic ${btoa(`${proxy.username}:${proxy.password}`)}` },
  });
  asked.end();
  try {
    const [answer, socket] = await once(asked, 'connect', { signal });
    if (answer.statusCode === 200) return socket;
    socket.destroy();
    throw new Error(`the machine's proxy refused ${host}:${port} with ${answer.statusCode}`);
  } catch (error) {
    // Nobody listens any more: what a request that is given up still says would end the whole program.
    asked.on('error', () => undefined).destroy();
    throw error;
  }
}

function proxyFor({ host, callerEnv }: ConnectionRequest): URL | null {
  const named = (name: string) => callerEnv[name.toLowerCase()] ?? callerEnv[name];
  const direct = (named('NO_PROXY') ?? '').split(',').map((entry) => entry.trim().replace(/^\*?\./, ''));
  const isLoopback = host === 'localhost' || host === '[::1]' || host.startsWith('127.');
  if (isLoopback || direct.some((entry) => entry === '*' || (entry !== '' && (host === entry || host.endsWith(`.${entry}`))))) return null;
  return URL.parse(named('HTTPS_PROXY') ?? named('HTTP_PROXY') ?? '');
}
