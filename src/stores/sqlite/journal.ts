import { AdapterError } from '../../domain/error.ts';
import type { Blocked, Company, Journal, Lease, RunRecord } from '../../engine/journal.ts';
import { sha256 } from '../../ledger/ledger.ts';
import type { Database } from './connection.ts';
import { integer, text } from './row.ts';
import { appendTo, intact } from './ledger.ts';

export function journalOn(database: Database): Journal {
  const holds = 'id = ? and fence = ?';
  return {
    async create({ id, input, time }) {
      database.run("insert into runs (id, input, status, created) values (?, ?, 'running', ?)", id, input, time);
    },
    async run(id) {
      const row = database.get('select * from runs where id = ?', id);
      return row === undefined ? null : recordOf(row);
    },
    runs: async () => database.all('select * from runs order by created, id').map(recordOf),
    claim: async (request) => database.transaction(() => claim(database, request)),
    async heartbeat({ run, fence }, until) {
      if (database.run(`update runs set lease_until = ? where ${holds}`, until, run, fence) === 0) return 'lost';
      const row = database.get('select cancel_requested from runs where id = ?', run);
      return row !== undefined && integer(row, 'cancel_requested') === 1 ? 'cancelled' : 'held';
    },
    async step(run, name) {
      const row = database.get('select state, output from steps where run = ? and name = ?', run, name);
      const answer = row !== undefined && text(row, 'state') === 'finished' ? text(row, 'output') : null;
      const sealed = database.get('select * from events where chain = ? and step = ?', run, name);
      const digest = sealed === undefined ? undefined : intact(sealed).step?.output;
      if (digest !== (answer === null ? undefined : sha256(answer))) throw unbelievable(run, name, { answer, digest });
      if (row === undefined) return null;
      return answer === null ? { state: 'started', output: text(row, 'output') } : { state: 'finished', output: answer };
    },
    commit: async ({ run, fence }, { name, state, output, chain, facts }) =>
      database.transaction(() => {
        if (database.get(`select 1 from runs where ${holds} and status = 'running'`, run, fence) === undefined) return null;
        database.run(
          `insert into steps (run, name, state, output, fence) values (?, ?, ?, ?, ?)
           on conflict (run, name) do update set state = excluded.state, output = excluded.output, fence = excluded.fence where steps.state = 'started'`,
          run,
          name,
          state,
          output,
          fence,
        );
        return appendTo(database, chain, facts, state === 'finished' ? { name, output: sha256(output) } : undefined);
      }),
    release: async ({ run, fence }, status) =>
      database.run(`update runs set status = ?, owner = null, lease_until = 0 where ${holds}`, status, run, fence) === 1,
    async requestCancel(run) {
      database.run('update runs set cancel_requested = 1 where id = ?', run);
    },
  };
}

function claim(database: Database, { run, owner, now, leaseMs, isDead, company }: Parameters<Journal['claim']>[0]): Lease | Blocked | null {
  const row = database.get('select * from runs where id = ?', run);
  if (row === undefined) return null;
  const record = recordOf(row);
  const { owner: holder, status } = record;
  const isLetGo = holder === null || status !== 'running' || integer(row, 'lease_until') < now || isDead(holder);
  if (status === 'finished' || !isLetGo) {
    // The clock went back since the lease was prolonged: whoever still has it says so before this much has passed.
    database.run('update runs set lease_until = min(lease_until, ?) where id = ?', now + leaseMs, run);
    return null;
  }
  const others = database.all("select * from runs where status = 'running' and lease_until >= ? and id <> ?", now, run).map(recordOf);
  const living = others.filter((other) => other.owner !== null && !isDead(other.owner));
  const waitsFor = company === undefined || record.cancelRequested ? [] : inTheWay(record, living, company);
  if (waitsFor.length > 0) return { waitsFor };
  const fence = integer(row, 'fence') + 1;
  database.run("update runs set owner = ?, fence = ?, lease_until = ?, status = 'running' where id = ?", owner, fence, now + leaseMs, run);
  return { run, fence };
}

/** The living runs that a run has to wait for. */
function inTheWay(record: RunRecord, living: readonly RunRecord[], { atMost, allows }: Company): string[] {
  const barred = living.length >= atMost ? living : living.filter((other) => !allows(record, other));
  return barred.map(({ id }) => id);
}

/** What a step has answered is believed only when the hash chain says the same. */
function unbelievable(
  run: string,
  step: string,
  { answer, digest }: { readonly answer: string | null; readonly digest: string | undefined },
): AdapterError {
  const inJournal = `the journal of ${run} has an answer of the step ${step}`;
  const what =
    answer === null
      ? `the journal of ${run} has lost the answer of the step ${step}`
      : digest === undefined
        ? `${inJournal} that the ledger does not know: it was put in, or an older Jidoka has begun this run`
        : `${inJournal} that is not the one in the ledger`;
  return new AdapterError('JOURNAL_CHANGED', what, {
    hint: `It cannot go on. End it with \`jidoka runs cancel ${run}\` and run the order again; \`jidoka ledger verify\` says more.`,
  });
}

function recordOf(row: Record<string, unknown>): RunRecord {
  const status = text(row, 'status');
  return {
    id: text(row, 'id'),
    input: text(row, 'input'),
    status: status === 'waiting' ? 'waiting' : status === 'finished' ? 'finished' : 'running',
    cancelRequested: integer(row, 'cancel_requested') === 1,
    owner: row.owner === null ? null : text(row, 'owner'),
  };
}
