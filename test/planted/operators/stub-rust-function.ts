import type { Operator } from '../operator.ts';
import { firstMatch, put, textOf } from '../places.ts';

const isRust = (path: string) => path.endsWith('.rs') && !/(?:^|\/)(?:tests?|build)\b/u.test(path);

export default {
  title: 'Prepare a rewrite, in Rust',
  checkers: [4],
  plant(tree) {
    const place =
      firstMatch(tree, isRust, /^ {4}pub fn \w+[^{;\n]*\{\n((?: {8}.*\n|\n){3,}) {4}\}$/u) ??
      firstMatch(tree, isRust, /^(?:pub )?fn \w+[^{;]*\{\n((?: {4}.*\n|\n){3,})\}$/u);
    if (place === null) return null;
    const indent = /^ */u.exec(textOf(place))?.[0] ?? '';
    return put(place, `${indent}todo!()\n`);
  },
} satisfies Operator;
