import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';

export default {
  title: 'Update dependencies less often',
  checkers: [1],
  plant: (tree) =>
    change(tree, (path) => /^\.github\/dependabot\.ya?ml$/u.test(path), { find: /interval: ['"]?(\w+)/u, by: 'fortnightly' }),
} satisfies Operator;
