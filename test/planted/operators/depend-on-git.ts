import type { Operator } from '../operator.ts';
import { addNpmPackage } from '../packages.ts';

export default {
  title: 'Use the fix that is not released',
  checkers: [9],
  plant: (tree) =>
    addNpmPackage(tree, {
      name: 'acme-patched-queue',
      version: '1.2.0',
      range: 'git+https://github.com/acme-tools/acme-patched-queue.git#main',
      locked: {
        resolved: 'git+ssh://git@github.com/acme-tools/acme-patched-queue.git#4f2a9c0b7d1e8a6f3b5c9d2e1a0f8b7c6d5e4f3a',
        integrity: undefined,
      },
    }),
} satisfies Operator;
