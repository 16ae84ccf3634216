import { DatabaseSync } from 'node:sqlite';
import type { NewUser, User } from './user.ts';

const LIST_LENGTH = 50;

export class EmailTaken extends Error {}

/** The users, in one SQLite database (`:memory:` for one that is gone afterwards). */
export class Directory {
  readonly database: DatabaseSync;

  constructor(path: string) {
    this.database = new DatabaseSync(path, { timeout: 5000 });
    this.database.exec(`
      PRAGMA journal_mode = WAL;
      CREATE TABLE IF NOT EXISTS users (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        email TEXT NOT NULL UNIQUE,
        createdAt TEXT NOT NULL
      ) STRICT;
    `);
  }

  list(): User[] {
    const rows = this.database.prepare('SELECT id, name, email, createdAt FROM users ORDER BY id LIMIT ?').all(LIST_LENGTH);
    return rows as unknown as User[];
  }

  find(id: number): User | undefined {
    const row = this.database.prepare('SELECT id, name, email, createdAt FROM users WHERE id = ?').get(id);
    return row as unknown as User | undefined;
  }

  add({ name, email }: NewUser): User {
    const createdAt = new Date().toISOString();
    const insert = this.database.prepare('INSERT INTO users (name, email, createdAt) VALUES (?, ?, ?) ON CONFLICT (email) DO NOTHING');
    const { changes, lastInsertRowid } = insert.run(name, email, createdAt);
    if (changes === 0) throw new EmailTaken(email);
    return { id: Number(lastInsertRowid), name, email, createdAt };
  }

  close(): void {
    this.database.close();
  }
}
