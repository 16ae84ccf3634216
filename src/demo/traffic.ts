import { Agent, get } from 'node:http';

const PATHS = ['/users', '/users/1', '/users?limit=20', '/users', '/users/4711'];
const PERIOD_MS = 10;
/** The demo's users go home by then, whatever happens. */
const LONGEST_MS = 120_000;

export interface Traffic {
  readonly requests: number;
  readonly failed: number;
  stop(): void;
}

/** Real users: about a hundred requests a second on loopback until it is stopped. */
export function startTraffic(url: string): Traffic {
  const agent = new Agent({ keepAlive: true, maxSockets: 20 });
  const seen = { requests: 0, failed: 0 };
  const timer = setInterval(() => {
    const path = PATHS[seen.requests % PATHS.length] ?? '/users';
    seen.requests += 1;
    const asked = get(new URL(path, url), { agent, timeout: 5000 }, (answer) => {
      if ((answer.statusCode ?? 500) >= 500) seen.failed += 1;
      answer.resume();
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => {
      seen.failed += 1;
    });
  }, PERIOD_MS);
  const end = setTimeout(() => clearInterval(timer), LONGEST_MS);
  timer.unref();
  end.unref();
  return {
    get requests() {
      return seen.requests;
    },
    get failed() {
      return seen.failed;
    },
    stop() {
      clearInterval(timer);
      clearTimeout(end);
      agent.destroy();
    },
  };
}
