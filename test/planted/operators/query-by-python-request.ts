import type { Operator } from '../operator.ts';
import { pythonRoute } from '../requests.ts';

export default {
  title: 'Find by name, in Python',
  checkers: [8],
  plant: (tree) =>
    pythonRoute(
      tree,
      [
        'import sqlite3',
        '',
        'db = sqlite3.connect("app.db")',
        'return str(db.execute(f"SELECT * FROM users WHERE name = \'{target}\'").fetchall())',
      ],
      'return str',
    ),
} satisfies Operator;
