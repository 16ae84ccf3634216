import type { Operator } from '../operator.ts';
import { addBelow } from '../definitions.ts';

export default {
  title: 'Skip a flaky test, in Rust',
  checkers: [4],
  plant: (tree) => addBelow(tree, (path) => path.endsWith('.rs'), { find: /^ *#\[test\]$/u, line: '#[ignore]' }),
} satisfies Operator;
