import { isRust } from '../languages.ts';
import type { Operator } from '../operator.ts';
import { firstMatch, atStart, put } from '../places.ts';

export default {
  title: 'Try again what failed, in Rust',
  checkers: [4, 5],
  plant(tree) {
    const place = firstMatch(tree, (path) => isRust(path) && !/(?:^|\/)tests?\//u.test(path), /^use (?:crate|std)::/u);
    return place === null ? null : put(atStart(place), 'use crate::retry_helpers::with_backoff;\n');
  },
} satisfies Operator;
