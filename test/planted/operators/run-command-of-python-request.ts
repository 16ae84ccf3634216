import type { Operator } from '../operator.ts';
import { pythonRoute } from '../requests.ts';

export default {
  title: 'Check that a host is up, in Python',
  checkers: [8],
  plant: (tree) => pythonRoute(tree, ['import os', '', 'return str(os.system("ping -c 1 " + target))'], 'return str'),
} satisfies Operator;
