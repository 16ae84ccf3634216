import type { Operator } from '../operator.ts';
import { atEndOfPython } from '../requests.ts';

export default {
  title: 'Make a token for a reset, in Python',
  checkers: [8],
  plant: (tree) =>
    atEndOfPython(
      tree,
      ['def make_reset_token():', '    import random', '', '    return "".join(random.choice("0123456789abcdef") for _ in range(32))'],
      'return',
    ),
} satisfies Operator;
