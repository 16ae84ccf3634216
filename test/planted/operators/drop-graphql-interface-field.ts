import type { Operator } from '../operator.ts';
import { firstMatch } from '../places.ts';
import { isGraphql } from '../definitions.ts';

export default {
  title: 'Drop the identifier of a type',
  checkers: [1],
  plant(tree) {
    const place = firstMatch(tree, isGraphql, /^type (\w+) implements Node \{$/u);
    if (place === null) return null;
    const rest = place.text.slice(place.end);
    const [line = ''] = /^ {2}id: ID!\n/mu.exec(rest) ?? [];
    const at = place.end + rest.indexOf(line);
    return line === ''
      ? null
      : { edits: { [place.path]: place.text.slice(0, at) + place.text.slice(at + line.length) }, at: { path: place.path } };
  },
} satisfies Operator;
