import type { Operator } from '../operator.ts';
import { blocksOf, GO_FUNCTION, isGoSource, textOf } from '../places.ts';

export default {
  title: 'Shorten a function',
  checkers: [5],
  plant(tree) {
    const place = blocksOf(tree, isGoSource, GO_FUNCTION).find(({ body }) => /\n\treturn [^\n]+\n\}$/u.test(textOf(body)));
    if (place === undefined) return null;
    const { path, text, body } = place;
    const start = text.slice(0, body.end).lastIndexOf('\n\treturn ') + 1;
    const content = text.slice(0, start) + text.slice(body.end - 1);
    return { edits: { [path]: content }, at: { path, line: text.slice(0, start).split('\n').length } };
  },
} satisfies Operator;
