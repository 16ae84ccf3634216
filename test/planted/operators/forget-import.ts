import type { Operator } from '../operator.ts';
import { firstMatch, isTypeScript, take } from '../places.ts';

export default {
  title: 'Tidy the imports',
  checkers: [5],
  plant(tree) {
    const place = firstMatch(tree, isTypeScript, /^import \{.*\} from .*$/u);
    return place === null ? null : take(place);
  },
} satisfies Operator;
