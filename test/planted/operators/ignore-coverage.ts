import type { Operator } from '../operator.ts';
import { above, functionsOf } from '../places.ts';

export default {
  title: 'Leave a function out of the coverage',
  checkers: [4],
  plant(tree) {
    const place = functionsOf(tree).find(({ isDeclaration, statements }) => isDeclaration && statements.length > 1);
    if (place === undefined) return null;
    return above(place, place.path.endsWith('.ts') ? '/* v8 ignore next 20 */' : '/* istanbul ignore next */');
  },
} satisfies Operator;
