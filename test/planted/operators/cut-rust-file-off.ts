import { isRust } from '../languages.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Write the file again, in Rust',
  checkers: [4, 5],
  plant(tree) {
    for (const path of tree.paths.filter((one) => isRust(one) && !/(?:^|\/)tests?\//u.test(one))) {
      const text = tree.read(path);
      const at = text.lastIndexOf('{\n            ', Math.trunc(text.length * 0.8));
      if (at > text.length / 2) return { edits: { [path]: text.slice(0, at + 2) }, at: { path } };
    }
    return null;
  },
} satisfies Operator;
