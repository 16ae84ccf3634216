import type { Operator } from '../operator.ts';
import { firstMatch, isTest, put } from '../places.ts';

export default {
  title: 'Update a snapshot',
  checkers: [6],
  confirmedBy: 'test',
  plant(tree) {
    const place = firstMatch(tree, isTest, /\.toMatchInlineSnapshot\(\s*[`'"]+[^`]*?(\w)/u);
    if (place === null) return null;
    const { edits } = put(place, 'Q');
    const call = place.text.lastIndexOf('toMatchInlineSnapshot', place.start);
    return { edits, at: { path: place.path, line: place.text.slice(0, call).split('\n').length } };
  },
} satisfies Operator;
