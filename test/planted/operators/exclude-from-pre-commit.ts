import { isPlainPython } from '../languages.ts';
import type { Operator } from '../operator.ts';
import { above, firstMatch } from '../places.ts';

export default {
  title: 'Check only what is finished before a commit',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, (path) => path === '.pre-commit-config.yaml', /^repos:$/u);
    const folder = tree.paths.find((path) => isPlainPython(path) && path.includes('/'))?.split('/')[0];
    return place === null || folder === undefined ? null : above(place, `exclude: ^${folder}/`);
  },
} satisfies Operator;
