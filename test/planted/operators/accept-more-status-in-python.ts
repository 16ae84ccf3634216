import { change } from '../definitions.ts';
import type { Operator } from '../operator.ts';
import { isPythonTest } from '../places.ts';

export default {
  title: 'Accept more answers in a test, in Python',
  checkers: [4],
  plant: (tree) =>
    change(tree, isPythonTest, {
      find: /^ +(?:assert \w+\.status_code == \d{3}|self\.assertEqual\(\w+\.status_code, \d{3}\))$/u,
      by: (found) =>
        found.replace(/== (\d+)$/u, 'in ($1, 400, 404, 500)').replace(/assertEqual\((.*), (\d+)\)$/u, 'assertIn($1, ($2, 400, 404, 500))'),
    }),
} satisfies Operator;
