import type { Operator } from '../operator.ts';
import { publicPlace } from '../definitions.ts';
import { put, textOf } from '../places.ts';

export default {
  title: 'Answer nothing where nothing is found',
  checkers: [3],
  plant(tree) {
    const place = publicPlace(
      tree,
      /^export (?:async )?function (?<name>\w+)(?:<[^(]*>)?\([^()]*\): (?<at>string|number|boolean|string\[\])(?= \{)/u,
    );
    return place === null ? null : put(place, `${textOf(place)} | undefined`);
  },
} satisfies Operator;
