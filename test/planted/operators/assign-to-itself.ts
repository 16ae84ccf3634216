import type { Operator } from '../operator.ts';
import { above, firstMatch, isSource, textOf } from '../places.ts';

export default {
  title: 'Keep the value',
  checkers: [7],
  plant(tree) {
    const name = firstMatch(tree, isSource, /^ +let (\w+)(?:: [^=\n]+)? = [^\n]*;?\n {2,}\S/u);
    if (name === null) return null;
    const next = name.text.indexOf('\n', name.end) + 1;
    return above({ ...name, start: next, end: name.text.indexOf('\n', next) }, `${textOf(name)} = ${textOf(name)};`);
  },
} satisfies Operator;
