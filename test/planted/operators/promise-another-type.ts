import type { Operator } from '../operator.ts';
import { functionsOf, isTypeScript, put, textOf } from '../places.ts';

export default {
  title: 'State what comes back',
  checkers: [5],
  plant(tree) {
    for (const { path, text, start, body, statements } of functionsOf(tree, isTypeScript)) {
      const match = /\): (string|boolean|number)\s*$/u.exec(text.slice(start, body.start));
      const last = statements.at(-1);
      if (match === null || last === undefined || !/^return [^\n]+$/u.test(textOf(last))) continue;
      const at = start + match.index + '): '.length;
      const { edits } = put({ path, text, start: at, end: at + (match[1] ?? '').length }, 'Date');
      return { edits, at: { path, line: text.slice(0, last.start).split('\n').length } };
    }
    return null;
  },
} satisfies Operator;
