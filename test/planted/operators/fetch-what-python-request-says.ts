import type { Operator } from '../operator.ts';
import { pythonRoute } from '../requests.ts';

export default {
  title: 'Preview a link, in Python',
  checkers: [8],
  plant: (tree) => pythonRoute(tree, ['import requests', '', 'return requests.get(target, timeout=5).text'], 'return requests'),
} satisfies Operator;
