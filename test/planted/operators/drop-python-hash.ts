import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';

export default {
  title: 'Make the lockfile smaller, in Python',
  checkers: [9],
  plant: (tree) => change(tree, (path) => path === 'uv.lock', { find: /^sdist = \{.*?(, hash = "sha256:\w+")/u, by: '' }),
} satisfies Operator;
