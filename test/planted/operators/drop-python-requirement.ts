import type { Operator } from '../operator.ts';
import { changeAnywhere } from '../definitions.ts';
import { isRequirements } from '../packages.ts';

export default {
  title: 'Clean the requirements up',
  checkers: [9],
  plant: (tree) => changeAnywhere(tree, isRequirements, { find: /^((?:Flask|flask|requests|SQLAlchemy|httpx|fastapi)==.*\n)/u, by: '' }),
} satisfies Operator;
