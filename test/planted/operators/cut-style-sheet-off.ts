import { isStyleSheet } from '../languages.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Write the style sheet again',
  checkers: [4],
  plant(tree) {
    for (const path of tree.paths.filter((one) => isStyleSheet(one) && !one.includes('.output.'))) {
      const text = tree.read(path);
      const at = text.lastIndexOf(' {\n', Math.trunc(text.length * 0.8));
      if (at > text.length / 2) return { edits: { [path]: `${text.slice(0, at + 3)}  display: ` }, at: { path } };
    }
    return null;
  },
} satisfies Operator;
