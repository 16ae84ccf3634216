import type { Operator } from '../operator.ts';
import { GO_FUNCTION, blocksOf, isGoSource, put } from '../places.ts';

export default {
  title: 'Add a helper',
  checkers: [6],
  plant(tree) {
    const place = blocksOf(tree, isGoSource, GO_FUNCTION).at(-1);
    if (place === undefined) return null;
    const { path, text } = place;
    const code =
      '\n// MaxOf returns the larger of two numbers.\nfunc MaxOf(a, b int) int {\n\tif a > b {\n\t\treturn a\n\t}\n\treturn b\n}\n';
    return put({ path, text, start: text.length, end: text.length }, code, 'return a');
  },
} satisfies Operator;
