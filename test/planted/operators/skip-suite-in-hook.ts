import type { Operator } from '../operator.ts';
import { above, testsOf } from '../places.ts';

export default {
  title: 'Skip the suite where it cannot run',
  checkers: [4, 6],
  plant(tree) {
    const place = testsOf(tree).find(({ text }) => !text.includes('vitest'));
    if (place === undefined) return null;
    const space = place.text.includes('function (') ? ' ' : '';
    return above(place, `before(function${space}() {\n  this.skip();\n});`, 'this.skip');
  },
} satisfies Operator;
