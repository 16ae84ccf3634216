import { copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyLedger } from '../../../src/ledger/verify.ts';
import { openStore } from '../../../src/stores/sqlite/store.ts';
import { temporaryFolder } from '../../rig/temporary.ts';
import type { Chance } from '../chance.ts';
import { type FuzzTarget, must } from '../target.ts';
import { meaningOf, recordedLedger, writeLedger } from './ledger-rows.ts';

/** The file itself damaged: SQLite or the chains say so, or it says what it said. */
export const ledgerFile: FuzzTarget = {
  refusals: ['LEDGER_DAMAGED', 'STORE_DAMAGED', 'LEDGER_VERSION', 'LEDGER_FAILED', 'LEDGER_UNREADABLE'],
  async open() {
    const folder = temporaryFolder();
    const [whole, file] = [join(folder.path, 'whole.db'), join(folder.path, 'ledger.db')];
    const recorded = recordedLedger();
    const { checkpoint, original } = await written(whole);
    return {
      async attempt(chance) {
        for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
        copyFileSync(whole, file);
        damage(file, chance);
        using store = openStore(file);
        const verdict = await verifyLedger(store.ledger, [checkpoint]);
        if (!verdict.ok) return 'broken link named';
        must((await meaningOf(store.ledger, recorded)) === original, 'a damaged ledger verifies');
        return 'verifies, says the same';
      },
      close: () => folder[Symbol.dispose](),
    };
    async function written(path: string) {
      using store = openStore(path);
      return { checkpoint: await writeLedger(store.ledger, recorded), original: await meaningOf(store.ledger, recorded) };
    }
  },
};

function damage(file: string, chance: Chance): void {
  const bytes = readFileSync(file);
  switch (chance.integer(0, 3)) {
    case 0:
      truncateSync(file, chance.integer(0, bytes.length));
      return;
    case 1: {
      const at = chance.integer(0, bytes.length);
      bytes.fill(chance.oneOf([0, 255]), at, Math.min(bytes.length, at + chance.oneOf([16, 512, 4096])));
      break;
    }
    case 2: {
      // Another page in its place, as a disk may do.
      const [from, to] = [chance.integer(0, bytes.length / 4096 - 1), chance.integer(0, bytes.length / 4096 - 1)];
      bytes.copy(bytes, to * 4096, from * 4096, (from + 1) * 4096);
      break;
    }
    default:
      for (let left = chance.oneOf([1, 1, 8, 64]); left > 0; left -= 1) {
        const at = chance.integer(0, bytes.length - 1);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.integer(0, 7));
      }
  }
  writeFileSync(file, bytes);
}
