import type { Operator } from '../operator.ts';
import { addBelow } from '../definitions.ts';
import { isCargoManifest } from '../packages.ts';

export default {
  title: 'Use the fix of a crate that is not released',
  checkers: [9],
  plant: (tree) =>
    addBelow(tree, isCargoManifest, {
      find: /^\[dependencies\]$/u,
      line: 'acme-queue = { git = "https://github.com/acme-tools/acme-queue", branch = "main" }',
    }),
} satisfies Operator;
