import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Answer {
  /** Wall clock, milliseconds, when it was asked. */
  readonly at: number;
  /** Its status, or what came instead. */
  readonly what: string;
}

export interface Users {
  /** One after the other. */
  readonly answers: readonly Answer[];
  stop(): Promise<void>;
}

const PAUSE_MS = 25;
/** Longer than a supervisor needs to come back while others use the machine. */
const TIMEOUT_MS = 10_000;

/** Somebody who asks the service again and again, each time over a connection of its own. */
export function startUsers(url: string): Users {
  const answers: Answer[] = [];
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      const at = Date.now();
      answers.push({ at, what: await ask(url) });
      await sleep(PAUSE_MS);
    }
  })();
  return {
    answers,
    async stop() {
      isOver = true;
      await asking;
    },
  };
}

function ask(url: string): Promise<string> {
  return new Promise((resolve) => {
    const asked = request(url, { agent: false, timeout: TIMEOUT_MS }, (answer) => {
      answer.on('error', (error) => resolve(error.message));
      answer.on('end', () => resolve(String(answer.statusCode)));
      answer.resume();
    });
    asked.on('timeout', () => asked.destroy(new Error('no answer in time')));
    asked.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    asked.end();
  });
}
