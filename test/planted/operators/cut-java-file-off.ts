import type { Operator } from '../operator.ts';
import { isJava } from '../languages.ts';

export default {
  title: 'Write the file again, in Java',
  checkers: [4, 5],
  plant(tree) {
    for (const path of tree.paths.filter(isJava)) {
      const text = tree.read(path);
      const at = text.lastIndexOf('{\n            ', Math.trunc(text.length * 0.8));
      if (at > text.length / 2) return { edits: { [path]: text.slice(0, at + 2) }, at: { path } };
    }
    return null;
  },
} satisfies Operator;
