import { change, isWorkflow } from '../definitions.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Copy a command from a page',
  checkers: [4],
  plant: (tree) => change(tree, isWorkflow, { find: /^ +(?:- )?run: (?![|>])\w+( )\w/u, by: '\u00A0' }),
} satisfies Operator;
