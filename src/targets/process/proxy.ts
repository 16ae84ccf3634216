import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AdapterError } from '../../domain/error.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Side, Traffic } from '../target.ts';
import { dealBlocks, newTally, routeOf, type Slot } from './blocks.ts';
import { forward, type Upstream } from './forward.ts';

/** Ports on loopback of the two sides, and the candidate's share. */
export interface Routing extends Readonly<Record<Side, number | null>> {
  readonly percent: number;
}

export interface Proxy extends AsyncDisposable {
  /** Returns the port it listens on. 0: any free one. */
  listen(port: number): Promise<number>;
  /** From the next request on; requests under way end where they began. */
  route(routing: Routing): void;
  /** What came of the requests since the last call. Starts anew when another candidate comes. */
  takeTraffic(): Traffic;
  /** Resolves when no request is under way at a port, at the latest after `limitMs`. */
  drain(port: number, limitMs: number): Promise<void>;
}

const DRAIN_PAUSE_MS = 20;

/** Kept connections and requests under way, by port of a release. */
function connections() {
  const agents = new Map<number, Agent>();
  const underWay = new Map<number, number>();
  return {
    agents,
    underWay,
    /** One request more. */
    through(port: number, onEnd: Upstream['onEnd']): Upstream {
      const agent = agents.get(port) ?? new Agent({ keepAlive: true });
      agents.set(port, agent);
      underWay.set(port, (underWay.get(port) ?? 0) + 1);
      return {
        port,
        agent,
        onEnd(how) {
          underWay.set(port, (underWay.get(port) ?? 1) - 1);
          onEnd(how);
        },
      };
    },
  };
}

/** The door: one port for the users, behind it one or two versions of the service. */
export function createProxy({ clock, draw }: { readonly clock: Clock; readonly draw: (n: number) => number }): Proxy {
  const { agents, underWay, through } = connections();
  let routing: Routing = { stable: null, candidate: null, percent: 0 };
  let tally = newTally(() => clock.elapsed());
  let deal: (route: string) => Slot = dealBlocks({ percent: 0, draw, tally });

  const server = createServer((incoming, outgoing) => {
    const slot = deal(routeOf(incoming.method ?? 'GET', incoming.url ?? '/'));
    const { [slot.side]: port, stable } = routing;
    if (port === null) {
      slot.end('aborted');
      outgoing.writeHead(503, { 'content-type': 'text/plain' }).end('No release is running.\n');
      return;
    }
    // The candidate's failure counts; that the user was answered by the other one proves nothing about either.
    const instead = () => (slot.side === 'candidate' && stable !== null ? through(stable, () => undefined) : null);
    forward({ incoming, outgoing, ...through(port, (how) => slot.end(how)), instead });
  });

  return {
    listen: (port) =>
      new Promise((resolve, reject) => {
        const refuse = (cause: NodeJS.ErrnoException): void => {
          const why = cause.code === 'EADDRINUSE' ? 'another program listens there' : cause.message;
          reject(new AdapterError('port', `port ${port} of loopback (target.port) cannot be had: ${why}`, { cause }));
        };
        server.once('error', refuse);
        server.listen(port, '127.0.0.1', () => {
          server.off('error', refuse);
          resolve((server.address() as AddressInfo).port);
        });
      }),
    route(next) {
      if (next.candidate !== routing.candidate) tally = newTally(() => clock.elapsed());
      routing = next;
      deal = dealBlocks({ percent: next.percent, draw, tally });
      for (const [port, agent] of agents) {
        if (port === next.stable || port === next.candidate) continue;
        agents.delete(port);
        // The ones in use close with their release.
        for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
      }
    },
    takeTraffic: () => tally.take(),
    async drain(port, limitMs) {
      const start = clock.elapsed();
      while ((underWay.get(port) ?? 0) > 0 && clock.elapsed() - start < limitMs) await clock.sleep(DRAIN_PAUSE_MS);
      underWay.delete(port);
    },
    async [Symbol.asyncDispose]() {
      for (const agent of agents.values()) agent.destroy();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
