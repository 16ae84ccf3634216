import type { Operator } from '../operator.ts';
import { firstMatch, put, textOf } from '../places.ts';

export default {
  title: 'Lint only what is finished',
  checkers: [4],
  plant(tree) {
    if (tree.paths.some((path) => path.startsWith('.eslintrc.'))) {
      return { edits: { '.eslintignore': 'lib/\n' }, at: { path: '.eslintignore', line: 1 } };
    }
    const flat = firstMatch(tree, (path) => path.startsWith('eslint.config'), /ignores: \[|antfu\(\{/u);
    if (flat === null) return null;
    return put(flat, textOf(flat).startsWith('ignores') ? 'ignores: ["src/**"' : "antfu({\n  ignores: ['src/**'],", 'ignores');
  },
} satisfies Operator;
