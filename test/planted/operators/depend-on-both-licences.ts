import type { Operator } from '../operator.ts';
import { addNpmPackage } from '../packages.ts';

export default {
  title: 'Draw charts',
  checkers: [9],
  plant: (tree) => addNpmPackage(tree, { name: 'acme-chart-painter', version: '1.8.2', locked: { license: '(MIT AND GPL-3.0-only)' } }),
} satisfies Operator;
