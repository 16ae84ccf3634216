import { renameEverywhere } from '../definitions.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Name a type better',
  checkers: [3],
  plant: (tree) => renameEverywhere(tree, /^export (?:interface|type) (?<name>(?<at>[A-Z]\w{5,}))\b/u, (name) => `${name}Like`),
} satisfies Operator;
