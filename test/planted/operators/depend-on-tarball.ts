import type { Operator } from '../operator.ts';
import { addNpmPackage } from '../packages.ts';

export default {
  title: 'Use the build of a colleague',
  checkers: [9],
  plant: (tree) =>
    addNpmPackage(tree, {
      name: 'acme-charts-build',
      version: '3.0.1',
      range: 'https://files.acme-tools.net/acme-charts-build-3.0.1.tgz',
      locked: { resolved: 'https://files.acme-tools.net/acme-charts-build-3.0.1.tgz' },
    }),
} satisfies Operator;
