import type { Operator } from '../operator.ts';
import { pythonRoute } from '../requests.ts';

export default {
  title: 'Compute what is asked, in Python',
  checkers: [8],
  plant: (tree) => pythonRoute(tree, ['return str(eval(target))'], 'return str'),
} satisfies Operator;
