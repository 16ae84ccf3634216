import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Let every site call',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, {
      lines: ({ request, response }) => [
        `${response}.setHeader("Access-Control-Allow-Origin", ${request}.headers.origin);`,
        `${response}.setHeader("Access-Control-Allow-Credentials", "true");`,
      ],
      onlyExpress: true,
    }),
} satisfies Operator;
