import type { Operator } from '../operator.ts';
import { atFileEnd, firstMatch, isTypeScript, put, textOf } from '../places.ts';

export default {
  title: 'Bring an interface back',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(
      tree,
      (path) => isTypeScript(path) && !path.includes('test'),
      /^((?:export )?interface \w+ \{\n(?: .*\n|\s*\n(?= ))+\}\n)/u,
    );
    return place === null ? null : put(atFileEnd(place), `\n${textOf(place)}`);
  },
} satisfies Operator;
