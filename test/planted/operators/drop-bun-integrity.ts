import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';

export default {
  title: 'Make the lockfile smaller, with bun',
  checkers: [9],
  plant: (tree) =>
    change(tree, (path) => path === 'bun.lock', { find: /^ +"[\w-]+": \["[\w-]+@[\d.]+", "", \{.*\}(, "sha512-[^"]+")\],$/u, by: '' }),
} satisfies Operator;
