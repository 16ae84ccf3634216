import type { Operator } from '../operator.ts';
import { isPlainPython } from '../languages.ts';
import { put } from '../places.ts';

export default {
  title: 'Write the file again, in Python',
  checkers: [4, 5],
  plant(tree) {
    for (const path of tree.paths.filter(isPlainPython)) {
      const text = tree.read(path);
      const at = text.lastIndexOf('(\n        ', Math.trunc(text.length * 0.8));
      if (at > text.length / 2 && text.length > 2000) return put({ path, text, start: at + 1, end: text.length }, '');
    }
    return null;
  },
} satisfies Operator;
