import type { Operator } from '../operator.ts';
import { firstMatch, isGoTest, put } from '../places.ts';

export default {
  title: 'Shorten a test',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isGoTest, /^(\t+if [^\n]+\{\n\t+t\.(?:Fatal|Error)f?\([^\n]*\n\t+\}\n)/u);
    return place === null ? null : { edits: put(place, '').edits, at: { path: place.path } };
  },
} satisfies Operator;
