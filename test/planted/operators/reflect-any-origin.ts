import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Let our other sites call with cookies',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, {
      onlyExpress: true,
      lines: ({ request, response }) => [
        `${response}.setHeader("Access-Control-Allow-Origin", ${request}.headers.origin);`,
        `${response}.setHeader("Access-Control-Allow-Credentials", "true");`,
      ],
    }),
} satisfies Operator;
