import type { Operator } from '../operator.ts';
import { isRequirements, pythonWithImport } from '../packages.ts';

export default {
  title: 'Use a library for dates, in Python',
  checkers: [9],
  plant: (tree) =>
    tree.paths.some((path) => isRequirements(path) || path.endsWith('pyproject.toml')) ? pythonWithImport(tree, 'arrow_dates') : null,
} satisfies Operator;
