import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { ALNUM, isPython, madeUp } from '../requests.ts';

export default {
  title: 'Sign sessions, in Python',
  checkers: [8],
  plant: (tree) =>
    change(tree, (path) => isPython(path) && /(?:settings|config|base)\.py$/u.test(path), {
      find: /^ *SECRET_KEY(?:: \w+)? = (.*)$/u,
      by: `"${madeUp(50, ALNUM, 'session')}"`,
    }),
} satisfies Operator;
