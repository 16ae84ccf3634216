import { changeAnywhere, isPrisma } from '../definitions.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Let the database number the records',
  checkers: [1],
  plant: (tree) =>
    changeAnywhere(tree, isPrisma, {
      find: /^model \w+ \{\n(?:(?!\}|.*@unique|.*@@).*\n)*? +\w+ +\w+( +@id\b.*)\n(?:(?!\}|.*@unique|.*@@unique|.*@@id).*\n)*\}/u,
      by: '',
    }),
} satisfies Operator;
