import type { Operator } from '../operator.ts';
import { isTest } from '../places.ts';

const SUITE = /^( *)describe\((?:.*\n)*?\1\}\);?\n/gmu;

export default {
  title: 'Remove tests of old behaviour',
  checkers: [4],
  plant(tree) {
    for (const path of tree.paths.filter(isTest)) {
      const text = tree.read(path);
      const last = [...text.matchAll(SUITE)].findLast(([whole]) => /\b(?:it|test)\(/u.test(whole));
      if (last !== undefined && last.index > 0) return { edits: { [path]: text.replace(last[0], '') }, at: { path } };
    }
    return null;
  },
} satisfies Operator;
