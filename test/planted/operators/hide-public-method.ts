import type { Operator } from '../operator.ts';
import { publicPlace } from '../definitions.ts';
import { put } from '../places.ts';

export default {
  title: 'Keep a method to ourselves',
  checkers: [3],
  plant(tree) {
    const place = publicPlace(
      tree,
      /^export (?:abstract )?class (?<name>\w+)[^{]*\{\n(?:(?!\}).*\n)*? {2}(?<at>public |)(?:async )?(?!constructor\b|if\b|for\b|while\b|switch\b)[a-z]\w*\([^()]*\)(?:: [^{\n]+)? \{$/u,
    );
    return place === null ? null : put(place, 'private ');
  },
} satisfies Operator;
