import { request } from 'node:http';
import type { Clock } from '../../platform/clock.ts';

export type Answer =
  | { readonly answered: true; readonly status: number; readonly release: string | undefined; readonly durationMs: number }
  | { readonly answered: false; readonly reason: string; readonly durationMs: number };

/** Longer than any good answer; a check that waits longer has failed. */
const TIMEOUT_MS = 2000;

/** Asks a service on loopback over a connection of its own, to the end of the answer. */
export function ask({ clock, port, path }: { readonly clock: Clock; readonly port: number; readonly path: string }): Promise<Answer> {
  const start = clock.elapsed();
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const fail = (reason: string): void => resolve({ answered: false, reason, durationMs: clock.elapsed() - start });
  const asked = request({ host: '127.0.0.1', port, path, agent: false, headers: { 'user-agent': 'jidoka' } }, (answer) => {
    const release = answer.headers['x-jidoka-release'];
    answer.on('error', (error) => fail(error.message));
    answer.on('end', () => {
      resolve({ answered: true, status: answer.statusCode ?? 0, release: release?.toString(), durationMs: clock.elapsed() - start });
    });
    answer.resume();
  });
  const timer = setTimeout(() => asked.destroy(new Error(`no answer within ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
  asked.on('error', (error) => fail(error.message));
  asked.on('close', () => clearTimeout(timer));
  asked.end();
  return promise;
}
