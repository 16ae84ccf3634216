import type { Operator } from '../operator.ts';
import { computingOf, put } from '../places.ts';

export default {
  title: 'Refactor the start of a function',
  checkers: [4],
  plant(tree) {
    const place = computingOf(tree).find(({ statements }) => statements.length > 2)?.statements;
    const [second, last] = [place?.[1], place?.at(-1)];
    if (second === undefined || last === undefined) return null;
    return put({ ...second, end: last.end }, '// ... rest of the code remains unchanged ...');
  },
} satisfies Operator;
