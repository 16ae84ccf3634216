import type { Operator } from '../operator.ts';
import { addNpmPackage } from '../packages.ts';

export default {
  title: 'Use a faster queue',
  checkers: [9],
  plant: (tree) => addNpmPackage(tree, { name: 'acme-fast-queue', version: '3.1.0', locked: { license: 'BUSL-1.1' } }),
} satisfies Operator;
