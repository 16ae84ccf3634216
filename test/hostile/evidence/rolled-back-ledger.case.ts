import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'the ledger put back to how it was before the run',
  promise: 'evidence',
  level: 'detected',
  stage: 'evidence',
  tamper({ line }) {
    const database = new DatabaseSync(join(line.root, '.jidoka/state/ledger.db'));
    const { first } = database.prepare("select min(sequence) as first from events where chain <> 'factory'").get() as { first: number };
    database.exec(`delete from events where sequence >= ${first}`);
    database.close();
  },
  ask: ['ledger', 'verify'],
  expect: { code: 1, answer: { ok: false, chain: 'factory' } },
});
