import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'one event of the ledger edited',
  promise: 'evidence',
  level: 'detected',
  stage: 'evidence',
  tamper({ line }) {
    const database = new DatabaseSync(join(line.root, '.jidoka/state/ledger.db'));
    database.exec("update events set payload = replace(payload, 'passed', 'failed') where type = 'checker.finished'");
    database.close();
  },
  ask: ['ledger', 'verify'],
  expect: { code: 1, answer: { ok: false, reason: 'its content does not match its hash' } },
});
