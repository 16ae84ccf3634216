import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Send a download',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, {
      lines: ({ input, response }) => [`return ${response}.sendFile(process.cwd() + "/downloads/" + ${input('file')});`],
      onlyExpress: true,
    }),
} satisfies Operator;
