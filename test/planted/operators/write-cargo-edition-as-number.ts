import { change } from '../definitions.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Take the newest edition',
  checkers: [1],
  plant: (tree) =>
    change(tree, (path) => /(?:^|\/)Cargo\.toml$/u.test(path), { find: /^edition = ("\d{4}")$/u, by: (found) => found.slice(1, -1) }),
} satisfies Operator;
