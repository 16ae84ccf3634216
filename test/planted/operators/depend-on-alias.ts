import type { Operator } from '../operator.ts';
import { addNpmPackage } from '../packages.ts';

export default {
  title: 'Use a drop-in replacement',
  checkers: [9],
  plant: (tree) =>
    addNpmPackage(tree, {
      name: 'left-padder',
      version: '1.3.0',
      range: 'npm:lodahs@^1.3.0',
      locked: { resolved: 'https://registry.npmjs.org/lodahs/-/lodahs-1.3.0.tgz' },
    }),
} satisfies Operator;
