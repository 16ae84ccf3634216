import { renameEverywhere } from '../definitions.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Name a function better',
  checkers: [3],
  plant: (tree) =>
    renameEverywhere(tree, /^export (?:default )?(?:async )?function (?<name>(?<at>[a-z]\w{5,}))\b/u, (name) => `${name}From`),
} satisfies Operator;
