import type { Operator } from '../operator.ts';
import { put, testsOf, textOf } from '../places.ts';

export default {
  title: 'Read a result',
  checkers: [5, 6, 7],
  confirmedBy: 'test',
  plant(tree) {
    for (const { body } of testsOf(tree)) {
      const match = /\bconst [^=\n]+ = (await )/u.exec(textOf(body));
      if (match === null) continue;
      const start = body.start + match.index + match[0].length - 'await '.length;
      // What fails is what comes next with the result.
      return { edits: put({ ...body, start, end: start + 'await '.length }, '').edits, at: { path: body.path } };
    }
    return null;
  },
} satisfies Operator;
