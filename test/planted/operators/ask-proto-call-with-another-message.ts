import type { Operator } from '../operator.ts';
import { isProto } from '../definitions.ts';
import { firstMatch, put, textOf } from '../places.ts';

export default {
  title: 'Ask a call with what there is',
  checkers: [3],
  plant(tree) {
    const place = firstMatch(tree, isProto, /^ {2}rpc \w+ ?\((\w+)\)/u);
    const [, other] = /^message (\w+)/mu.exec(place?.text.replaceAll(new RegExp(`^message ${textOf(place)}\\b`, 'gmu'), '') ?? '') ?? [];
    return place === null || other === undefined ? null : { edits: put(place, other).edits, at: { path: place.path } };
  },
} satisfies Operator;
