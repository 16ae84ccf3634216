import type { Operator } from '../operator.ts';
import { publicPlace } from '../definitions.ts';
import { put, textOf } from '../places.ts';

export default {
  title: 'Order the parameters as elsewhere',
  checkers: [3],
  plant(tree) {
    const place = publicPlace(
      tree,
      /^export (?:async )?function (?<name>\w+)(?:<[^(]*>)?\(\s*(?<at>\w+: (?<type>[\w[\]]+),\s+\w+: (?!\k<type>[,)\s])[\w[\]]+)(?=[,)\s])/u,
    );
    return place === null ? null : put(place, textOf(place).replace(/^(\S+ \S+),(\s+)(\S+ \S+)$/u, '$3,$2$1'));
  },
} satisfies Operator;
