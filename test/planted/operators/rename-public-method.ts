import type { Operator } from '../operator.ts';
import { put, textOf } from '../places.ts';
import { publicPlace } from '../definitions.ts';

export default {
  title: 'Name a method better',
  checkers: [3],
  plant(tree) {
    const place = publicPlace(
      tree,
      /^export (?:default )?class (?<name>\w+)[\s\S]*?^(?: {2}|\t)(?:async )?(?<at>(?!constructor)[a-z]\w+)(?:<[^\n]*>)?\([^\n]*\)[^\n]*\{$/u,
    );
    return place === null ? null : { edits: put(place, `${textOf(place)}Now`).edits, at: { path: place.path } };
  },
} satisfies Operator;
