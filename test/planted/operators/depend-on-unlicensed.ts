import type { Operator } from '../operator.ts';
import { addNpmPackage } from '../packages.ts';

export default {
  title: "Use the partner's client",
  checkers: [9],
  plant: (tree) => addNpmPackage(tree, { name: 'acme-partner-client', version: '1.0.3', locked: { license: 'UNLICENSED' } }),
} satisfies Operator;
