import type { Operator } from '../operator.ts';
import { computingOf, put, testOf, textOf } from '../places.ts';

export default {
  title: 'Handle the empty result',
  checkers: [6],
  confirmedBy: 'test',
  plant(tree) {
    for (const { path, statements } of computingOf(tree)) {
      const test = testOf(tree, path);
      const last = statements.at(-1);
      if (test === null || last === undefined || path.endsWith('.ts')) continue;
      return { edits: put(last, textOf(last).endsWith(';') ? 'return null;' : 'return null').edits, at: { path: test } };
    }
    return null;
  },
} satisfies Operator;
