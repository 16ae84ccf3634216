import type { Operator } from '../operator.ts';
import { isProto } from '../definitions.ts';
import { firstMatch, put, textOf } from '../places.ts';

export default {
  title: 'Send one of the two',
  checkers: [3],
  plant(tree) {
    const place = firstMatch(
      tree,
      isProto,
      /^message \w+ \{\n( {2}(?:string|int32|int64|bool) \w+ = \d+;\n {2}(?:string|int32|int64|bool) \w+ = \d+;\n)/u,
    );
    return place === null
      ? null
      : { edits: put(place, `  oneof choice {\n${textOf(place).replaceAll(/^ {2}/gmu, '    ')}  }\n`).edits, at: { path: place.path } };
  },
} satisfies Operator;
