import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface SeenEvent {
  readonly chain: string;
  readonly type: string;
  readonly time: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Looks into the store of a repository from outside, as often as one likes, without holding anybody up. */
export interface StoreReader extends Disposable {
  /** How many events there are. */
  count(): number;
  events(chain?: string): SeenEvent[];
  /** Ids of the runs, oldest first. */
  runs(): string[];
  isFinished(run: string): boolean;
}

export function readStore(root: string): StoreReader {
  const file = join(root, '.jidoka/state/ledger.db');
  if (!existsSync(file)) throw new Error(`${file} is not there yet`);
  const database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
  return {
    count: () => Number(database.prepare('select count(*) as n from events').get()?.n),
    events: (chain) =>
      database
        .prepare('select chain, type, time, payload from events where ? is null or chain = ? order by sequence')
        .all(chain ?? null, chain ?? null)
        .map(({ chain: name, type, time, payload }) => ({
          chain: String(name),
          type: String(type),
          time: String(time),
          payload: JSON.parse(String(payload)),
        })),
    runs: () =>
      database
        .prepare('select id from runs order by created, id')
        .all()
        .map(({ id }) => String(id)),
    isFinished: (run) => database.prepare('select status from runs where id = ?').get(run)?.status === 'finished',
    [Symbol.dispose]: () => database.close(),
  };
}
