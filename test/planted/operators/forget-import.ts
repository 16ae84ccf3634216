import type { Operator } from '../operator.ts';
import { firstMatch, isTypeScript, take } from '../places.ts';

export default {
  title: 'Tidy the imports',
  checkers: [5],
  plant(tree) {
    const place = firstMatch(tree, isTypeScript, /^import \{.*\} from .*$/u);
    if (place === null) return null;
    const { edits, at } = take(place);
    // A blank line at the start would be a fault of another kind.
    return { edits: { [at.path]: (edits[at.path] ?? '').replace(/^\n+/u, '') }, at };
  },
} satisfies Operator;
