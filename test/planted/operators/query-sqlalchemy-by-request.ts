import type { Operator } from '../operator.ts';
import { pythonRoute } from '../requests.ts';

export default {
  title: 'Find by name with SQLAlchemy',
  checkers: [8],
  plant: (tree) =>
    pythonRoute(
      tree,
      [
        'from sqlalchemy import create_engine, text',
        'with create_engine("sqlite://").connect() as connection:',
        '    return connection.execute(text(f"SELECT id FROM users WHERE name = \'{target}\'")).scalar()',
      ],
      'text(f',
    ),
} satisfies Operator;
