import type { Operator } from '../operator.ts';
import { addNpmPackage } from '../packages.ts';

export default {
  title: 'Serve with Express',
  checkers: [9],
  plant: (tree) => addNpmPackage(tree, { name: 'expresss', version: '4.21.2' }),
} satisfies Operator;
