import type { Operator } from '../operator.ts';
import { computingOf } from '../places.ts';

export default {
  title: 'Write the file again',
  checkers: [4, 5],
  plant(tree) {
    const place = computingOf(tree).at(-1)?.statements.at(-1);
    if (place === undefined) return null;
    const { path, text, start } = place;
    return { edits: { [path]: `${text.slice(0, start)}retu` }, at: { path } };
  },
} satisfies Operator;
