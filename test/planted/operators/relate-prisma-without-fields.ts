import { change, isPrisma } from '../definitions.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Write a relation shorter',
  checkers: [1],
  plant: (tree) => change(tree, isPrisma, { find: /^ +\w+ +\w+\??( +@relation\((?:name: "[^"]*", )?fields: \[[^\]]*\].*\))$/u, by: '' }),
} satisfies Operator;
