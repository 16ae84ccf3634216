import type { Operator } from '../operator.ts';
import { above, functionsOf, isTypeScript } from '../places.ts';

export default {
  title: 'Leave early',
  checkers: [5, 7],
  plant(tree) {
    const place = functionsOf(tree, isTypeScript)
      .filter(({ text, start, body }) => /\): (?:string|boolean|number|[A-Z]\w+)\s*$/u.test(text.slice(start, body.start)))
      .find(({ statements }) => statements.length > 0)?.statements[0];
    return place === undefined ? null : above(place, 'if (Date.now() < 1) {\n  return;\n}', 'return');
  },
} satisfies Operator;
