import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';

export default {
  title: 'Use the fix that is not released, in the lockfile',
  checkers: [9],
  plant: (tree) =>
    change(tree, (path) => path === 'uv.lock', {
      find: /^name = "(?:django|requests|graphql-core|starlette|click)"\nversion = .*\n(source = \{ registry = .*\})$/u,
      by: 'source = { git = "https://github.com/someone/fork?branch=fix#0123456789abcdef0123456789abcdef01234567" }',
    }),
} satisfies Operator;
