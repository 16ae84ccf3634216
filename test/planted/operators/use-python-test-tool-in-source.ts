import { isPlainPython } from '../languages.ts';
import type { Operator } from '../operator.ts';
import { pythonWithImport } from '../packages.ts';

export default {
  title: 'Fake an answer, in Python',
  checkers: [9],
  plant(tree) {
    const isTool = tree.paths.some(
      (path) => /(?:^|\/)(?:pyproject\.toml|requirements[\w/-]*\.txt)$/u.test(path) && /\bpytest\b/u.test(tree.read(path)),
    );
    return isTool ? pythonWithImport({ ...tree, paths: tree.paths.filter(isPlainPython) }, 'pytest') : null;
  },
} satisfies Operator;
