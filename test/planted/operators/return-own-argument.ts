import type { Operator } from '../operator.ts';
import { computingOf, inStyle, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Simplify a helper',
  checkers: [4, 6],
  plant(tree) {
    for (const { text, start, body } of computingOf(tree)) {
      const [, name] = /\(\s*(\w+)/u.exec(text.slice(start, body.start)) ?? [];
      if (name === undefined) continue;
      const indent = /^\s*/u.exec(textOf(wholeLines(body)))?.[0] ?? '';
      return put(body, inStyle(text, `{\n${indent}  return ${name};\n${indent}}`), 'return');
    }
    return null;
  },
} satisfies Operator;
