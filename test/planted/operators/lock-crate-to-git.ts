import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isCargoLock } from '../packages.ts';

export default {
  title: 'Use a fork of a crate',
  checkers: [9],
  plant: (tree) =>
    change(tree, isCargoLock, {
      find: /^source = "(registry\+[^"]+)"/u,
      by: 'git+https://github.com/acme-tools/forked-crate?branch=main#4f2a9c0b7d1e8a6f3b5c9d2e1a0f8b7c6d5e4f3a',
    }),
} satisfies Operator;
