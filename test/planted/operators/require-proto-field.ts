import type { Operator } from '../operator.ts';
import { isProto } from '../definitions.ts';
import { firstMatch, put, textOf } from '../places.ts';

export default {
  title: 'Insist on a field of a message',
  checkers: [1],
  plant(tree) {
    const isThird = (path: string) => isProto(path) && /^syntax = "proto3";/mu.test(tree.read(path));
    const place = firstMatch(tree, isThird, /^message \w+ \{\n {2}((?:string|int32|int64|bool|uint32) \w+ = \d+)/u);
    return place === null ? null : put(place, `required ${textOf(place)}`);
  },
} satisfies Operator;
