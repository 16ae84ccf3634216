import type { Operator } from '../operator.ts';
import { GO_FUNCTION, atFileEnd, blocksOf, isGoSource, put } from '../places.ts';

export default {
  title: 'Write a field as JSON',
  checkers: [5, 6, 7],
  plant(tree) {
    const place = blocksOf(tree, isGoSource, GO_FUNCTION).at(-1);
    return place === undefined
      ? null
      : put(atFileEnd(place), '\ntype plantedRecord struct {\n\tName string `json:name`\n}\n\nvar _ = plantedRecord{}\n', 'Name');
  },
} satisfies Operator;
