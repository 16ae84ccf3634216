import type { Directory } from './directory.ts';

const FIRST = ['Ada', 'Alan', 'Barbara', 'Claude', 'Donald', 'Edsger', 'Frances', 'Grace', 'Hedy', 'Ivan', 'Jean', 'Katherine', 'Linus', 'Margaret'];
const LAST = ['Allen', 'Bartik', 'Dijkstra', 'Hamilton', 'Hopper', 'Johnson', 'Knuth', 'Lamarr', 'Liskov', 'Lovelace', 'Shannon', 'Sutherland', 'Turing'];

/** Fills an empty directory with made-up users: the same ones each time, in one transaction. */
export function seed(directory: Directory, count: number): void {
  const { database } = directory;
  database.exec('BEGIN IMMEDIATE');
  try {
    if (directory.find(1) === undefined) insertUsers(directory, count);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

function insertUsers({ database }: Directory, count: number): void {
  const insert = database.prepare('INSERT INTO users (id, name, email, createdAt) VALUES (?, ?, ?, ?)');
  const start = Date.UTC(2020, 0, 1);
  for (let id = 1; id <= count; id++) {
    const first = FIRST[(id * 7) % FIRST.length];
    const last = LAST[(id * 5) % LAST.length];
    const createdAt = new Date(start + id * 60_000).toISOString();
    insert.run(id, `${first} ${last}`, `${first}.${last}.${id}@example.com`.toLowerCase(), createdAt);
  }
}
