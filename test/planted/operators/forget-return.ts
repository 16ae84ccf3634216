import type { Operator } from '../operator.ts';
import { atStart, functionsOf, isTypeScript, put, textOf } from '../places.ts';

export default {
  title: 'Assign the result first',
  checkers: [5],
  plant(tree) {
    for (const { path, text, start, body, statements } of functionsOf(tree, isTypeScript)) {
      const last = statements.at(-1);
      const isTyped = /\): (?!asserts|void|any|unknown|undefined)[^)]*$/u.test(text.slice(start, body.start));
      if (last === undefined || !isTyped || !/^return \w+;?$/u.test(textOf(last))) continue;
      // The compiler says it of the type that is promised, a person of the end.
      return { edits: put({ ...atStart(last), end: last.start + 'return '.length }, '').edits, at: { path } };
    }
    return null;
  },
} satisfies Operator;
