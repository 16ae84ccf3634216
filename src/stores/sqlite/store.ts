import type { Journal } from '../../engine/journal.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { openDatabase } from './database.ts';
import { journalOn } from './journal.ts';
import { ledgerOn } from './ledger.ts';

export interface Store extends Disposable {
  readonly ledger: Ledger;
  readonly journal: Journal;
}

/** Opens the ledger and the journal in one SQLite file, which is made when it does not exist. */
export function openStore(file: string): Store {
  const database = openDatabase(file);
  return { ledger: ledgerOn(database), journal: journalOn(database), [Symbol.dispose]: () => database[Symbol.dispose]() };
}
