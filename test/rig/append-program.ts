import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../../src/stores/sqlite/store.ts';

/** Appends to a shared chain and to one of its own for so many milliseconds; prints how often. */
const [file = '', name = '', milliseconds = '0'] = process.argv.slice(2);

using store = openStore(file);
const end = performance.now() + Number(milliseconds);
let appended = 0;
for (; performance.now() < end; appended += 1) {
  const payload = { order: `${name}-${appended}`, digest: 'a'.repeat(64), by: name };
  const fact = { event: { type: 'order.approved', payload }, time: Date.now(), actor: name } as const;
  await store.ledger.append('factory', [fact]);
  await store.ledger.append(`run-${name}`, [fact]);
  // SQLite's locks are not fair: one that never lets go would keep the other one out.
  await sleep(1);
}
process.stdout.write(String(appended));
