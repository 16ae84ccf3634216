import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Go back where they came from',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, {
      lines: ({ input, response }) =>
        response === null
          ? [`if (${input('next')}) return Response.redirect(${input('next')});`]
          : [`if (${input('next')}) return ${response}.redirect(${input('next')});`],
    }),
} satisfies Operator;
