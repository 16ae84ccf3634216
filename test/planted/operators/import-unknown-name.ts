import type { Operator } from '../operator.ts';
import { firstMatch, isTypeScript, put, textOf } from '../places.ts';

export default {
  title: 'Use another helper of the module',
  checkers: [4, 5],
  plant(tree) {
    const place = firstMatch(tree, isTypeScript, /^import \{ (\w+).*\} from ['"]\.\//u);
    return place === null ? null : put(place, `${textOf(place)}OrThrow as ${textOf(place)}`);
  },
} satisfies Operator;
