import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { hashEvent } from '../../../src/ledger/ledger.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'an event edited and every hash behind it worked out anew',
  promise: 'evidence',
  level: 'detected',
  stage: 'evidence',
  async tamper({ line }) {
    const events = await line.events();
    const database = new DatabaseSync(join(line.root, '.jidoka/state/ledger.db'));
    const last = new Map<string, string>();
    const write = database.prepare('update events set actor = ?, previous_hash = ?, hash = ? where sequence = ?');
    for (const event of events) {
      const forged = {
        ...event,
        actor: event.type === 'change.integrated' ? 'eve' : event.actor,
        previousHash: last.get(event.chain) ?? event.previousHash,
      };
      const hash = hashEvent(forged);
      last.set(event.chain, hash);
      write.run(forged.actor, forged.previousHash, hash, event.sequence);
    }
    database.close();
  },
  ask: ['ledger', 'verify'],
  expect: { code: 1, answer: { ok: false } },
});
