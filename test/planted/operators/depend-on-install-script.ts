import type { Operator } from '../operator.ts';
import { addNpmPackage } from '../packages.ts';

export default {
  title: 'Use a faster hash',
  checkers: [9],
  plant: (tree) => addNpmPackage(tree, { name: 'acme-native-hash', version: '5.1.0', locked: { hasInstallScript: true } }),
} satisfies Operator;
