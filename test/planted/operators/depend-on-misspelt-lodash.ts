import type { Operator } from '../operator.ts';
import { addNpmPackage } from '../packages.ts';

export default {
  title: 'Use a library for lists',
  checkers: [9],
  plant: (tree) => addNpmPackage(tree, { name: 'lodahs', version: '4.17.21' }),
} satisfies Operator;
