import type { Operator } from '../operator.ts';
import { pythonRoute } from '../requests.ts';

export default {
  title: 'Load what was saved',
  checkers: [8],
  plant: (tree) =>
    pythonRoute(tree, ['import base64', 'import pickle', '', 'return str(pickle.loads(base64.b64decode(target)))'], 'return str'),
} satisfies Operator;
