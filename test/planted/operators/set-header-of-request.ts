import type { Operator } from '../operator.ts';
import { inService } from '../services.ts';

export default {
  title: 'Name the download',
  checkers: [8],
  plant: (tree) =>
    inService(tree, {
      answers: true,
      lines: ({ query, answer }) => [
        `${answer}.${answer === 'reply' ? 'header' : 'setHeader'}("Content-Disposition", "attachment; filename=" + ${query('name')});`,
      ],
      mark: 'Content-Disposition',
    }),
} satisfies Operator;
