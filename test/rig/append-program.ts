import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../../src/stores/sqlite/store.ts';

/**
 * Appends to a shared chain and to one of its own for so many milliseconds, with a pause after each (none: 0); prints how often,
 * and how long it had to wait for the longest of its writes.
 */
const [file = '', name = '', milliseconds = '0', pause = '1'] = process.argv.slice(2);

using store = openStore(file);
const end = performance.now() + Number(milliseconds);
let appended = 0;
let longestMs = 0;
const timed = async (write: () => Promise<unknown>) => {
  const start = performance.now();
  await write();
  longestMs = Math.max(longestMs, performance.now() - start);
};
for (; performance.now() < end; appended += 1) {
  const payload = { order: `${name}-${appended}`, digest: 'a'.repeat(64), by: name };
  const fact = { event: { type: 'order.approved', payload }, time: Date.now(), actor: name } as const;
  await timed(() => store.ledger.append('factory', [fact]));
  await timed(() => store.ledger.append(`run-${name}`, [fact]));
  if (pause !== '0') await sleep(Number(pause));
}
process.stdout.write(JSON.stringify({ appended, longestMs: Math.round(longestMs) }));
