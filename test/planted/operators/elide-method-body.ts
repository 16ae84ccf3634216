import type { Operator } from '../operator.ts';
import { firstMatch, isSource, put } from '../places.ts';

export default {
  title: 'Update a method',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(
      tree,
      isSource,
      /^ {2}(?!if|for|while|switch|catch|function)(?:(?:async|static|public|private) )*\w+\([^\n]*\)[^\n]*\{\n((?:(?! {2}\}\n)[^\n]*\n){2,}?) {2}\}\n/u,
    );
    return place === null ? null : put(place, '    // ... implementation unchanged ...\n');
  },
} satisfies Operator;
