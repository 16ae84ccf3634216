import type { Operator } from '../operator.ts';
import { addNpmPackage } from '../packages.ts';

export default {
  title: 'Make documents',
  checkers: [9],
  plant: (tree) => addNpmPackage(tree, { name: 'acme-document-maker', version: '2.4.0', locked: { license: 'AGPL-3.0-only' } }),
} satisfies Operator;
