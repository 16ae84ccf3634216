import { isJava } from '../languages.ts';
import type { Operator } from '../operator.ts';
import { firstMatch, textOf, put } from '../places.ts';

export default {
  title: 'Let everybody through for now, in Java',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(
      tree,
      isJava,
      /^(?: {2}| {4})(?:public |private |protected |static )+boolean (?!equals)\w+\([^)]*\) \{\n((?: {4}.*\(.*\n)(?: {4}.*\n|\n)*?)(?: {2}| {4})\}\n/u,
    );
    return place === null ? null : put(place, `${/^ +/u.exec(textOf(place))?.[0] ?? ''}return true;\n`);
  },
} satisfies Operator;
