import type { Operator } from '../operator.ts';
import { above, computingOf } from '../places.ts';

export default {
  title: 'Clean up in the end',
  checkers: [7],
  plant(tree) {
    const place = computingOf(tree)
      .find(({ text }) => /^(import|export|const) /mu.test(text))
      ?.statements.at(-1);
    return place === undefined ? null : above(place, 'try {\n  String(1);\n} finally {\n  return;\n}', 'return');
  },
} satisfies Operator;
