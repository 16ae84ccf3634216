import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Agent, Turn, TurnResult, Usage } from '../../src/agents/agent.ts';
import type { Files } from './repository.ts';

/** A turn in the hands of a test: the agent ends when the test says so. */
export interface DrivenTurn extends Omit<Turn, 'sandbox'> {
  /** Text of a file of the workspace. */
  read(path: string): string;
  /** Writes files into the workspace; null takes one away. */
  write(files: Files): void;
  makeExecutable(path: string): void;
  finish(end?: { readonly session?: string; readonly usage?: Usage }): void;
  cannotSatisfy(reason: string, usage?: Usage): void;
  fail(reason: string, usage?: Usage): void;
}

export interface DrivenAgent extends Agent {
  /** The next turn it is asked for; waits until there is one. */
  nextTurn(): Promise<DrivenTurn>;
}

/** An agent that a test drives turn by turn. */
export function drivenAgent(): DrivenAgent {
  const asked: DrivenTurn[] = [];
  const waiting: ((turn: DrivenTurn) => void)[] = [];
  return {
    name: 'driven',
    turn(turn) {
      const { promise, resolve } = Promise.withResolvers<TurnResult>();
      const over = AbortSignal.any([turn.signal, AbortSignal.timeout(turn.timeoutMs)]);
      const cancelled: TurnResult = { outcome: 'failed', reason: 'the turn was cancelled', usage: null };
      if (over.aborted) return Promise.resolve(cancelled);
      over.addEventListener('abort', () => resolve(cancelled), { once: true });
      const driven = drivenTurn(turn, resolve);
      const first = waiting.shift();
      if (first === undefined) asked.push(driven);
      else first(driven);
      return promise;
    },
    nextTurn() {
      const first = asked.shift();
      return first === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(first);
    },
  };
}

function drivenTurn({ sandbox: _, ...turn }: Turn, resolve: (result: TurnResult) => void): DrivenTurn {
  const at = (path: string) => join(turn.workspace, path);
  return {
    ...turn,
    read: (path) => readFileSync(at(path), 'utf8'),
    write(files) {
      statSync(turn.workspace);
      for (const [path, text] of Object.entries(files)) {
        if (text === null) rmSync(at(path), { recursive: true });
        else {
          mkdirSync(dirname(at(path)), { recursive: true });
          writeFileSync(at(path), text);
        }
      }
    },
    makeExecutable: (path) => chmodSync(at(path), 0o755),
    finish: ({ session = null, usage = null }: { readonly session?: string | null; readonly usage?: Usage | null } = {}) =>
      resolve({ outcome: 'finished', session, usage }),
    cannotSatisfy: (reason, usage) => resolve({ outcome: 'cannot-satisfy', reason, usage: usage ?? null }),
    fail: (reason, usage) => resolve({ outcome: 'failed', reason, usage: usage ?? null }),
  };
}
