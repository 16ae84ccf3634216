import { testChecker } from '../test-checker.ts';
import { finds } from './fixtures/app.ts';

const TS = `export function repository(db: Db) {
  return {
    async rename(id: number, name: string) {
      const count = await db.update(id, { name });
      if (count === 0) {
        return null;
      }
      return this.find(id);
    },
    clear() {
      db.drop();
      db.create();
    },
  };
}

export class Page {
  constructor(db: Db) {
    db.open();
    db.load();
  }
  show(user: User) {
    return user.name.trim();
  }
}
export class Home extends Page {}
`;
const PYTHON = `def rename(db, id, name):
    if not db.update(id, name):
        return None
    return db.find(id)
`;
const GO = `package demo

func (s *Store) Rename(id int) (*User, error) {
	if err := s.update(id); err != nil {
		return nil, err
	}
	return s.find(id)
}
`;
const base = { 'src/a.ts': TS, 'a.py': PYTHON, 'a.go': GO };
const changed = (path: 'src/a.ts' | 'a.py' | 'a.go', from: string, to: string) => ({
  base,
  head: { [path]: base[path].replace(from, to) },
});

testChecker(import.meta.url, {
  clean: [
    { name: 'an answer of literals that says what it is', ...changed('src/a.ts', 'this.find(id)', "{ kind: 'renamed', count: 1 }") },
    { name: 'a text for tests among what is computed', ...changed('src/a.ts', 'this.find(id)', "{ id, name, kind: 'test' }") },
    {
      name: 'one answer more',
      ...changed('src/a.ts', 'return null;', "return { id: 0, name: 'placeholder' };\n      }\n      if (!name) {\n        return null;"),
    },
    { name: 'a constructor with nothing to do', ...changed('src/a.ts', '\n    db.open();\n    db.load();\n  ', '') },
    {
      name: 'a function that does nothing any more, and says why, is a warning',
      ...changed('src/a.ts', '      db.drop();\n      db.create();\n', '      // The server clears itself.\n'),
      expect: finds('stub', 'src/a.ts', 10),
    },
    {
      name: 'a new method that a class leaves to others is a warning',
      ...changed('src/a.ts', '  show(', "  hide(): void {\n    throw new Error('not implemented');\n  }\n  show("),
      expect: finds('stub', 'src/a.ts', 23),
    },
    { name: 'Python: a record of what is known', ...changed('a.py', 'return db.find(id)', 'return {"id": id, "name": "test"}') },
  ],
  flagged: [
    {
      name: 'a record that somebody made up, among other answers',
      ...changed('src/a.ts', 'this.find(id)', '{ id: 1, name: "Test User", email: "test@example.com" } as any'),
      expect: finds('stub', 'src/a.ts', 8),
    },
    {
      name: 'a list of them',
      ...changed('src/a.ts', 'this.find(id)', "Promise.resolve([{ id: 'a', name: 'John Doe' }])"),
      expect: finds('stub', 'src/a.ts', 8),
    },
    {
      name: 'a function that does nothing any more',
      ...changed('src/a.ts', '\n      db.drop();\n      db.create();\n    ', ''),
      expect: finds('stub', 'src/a.ts', 10),
    },
    {
      name: 'a method that others may replace, and that did something',
      ...changed('src/a.ts', 'return user.name.trim();', "throw new Error('not implemented');"),
      expect: finds('stub', 'src/a.ts', 23),
    },
    {
      name: 'Python: a record that somebody made up',
      ...changed('a.py', 'db.find(id)', 'User(id=1, name="Jane Doe")'),
      expect: finds('stub', 'a.py', 4),
    },
    {
      name: 'Python: a constant record, and nothing else',
      ...changed('a.py', PYTHON.slice(PYTHON.indexOf('    if')), '    return {"id": 1, "name": "a"}\n'),
      expect: finds('stub', 'a.py', 2),
    },
    {
      name: 'Go: a record that somebody made up',
      ...changed('a.go', 's.find(id)', '&User{ID: 1, Name: "demo"}, nil'),
      expect: finds('stub', 'a.go', 7),
    },
  ],
});
