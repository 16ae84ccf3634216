import type { Operator } from '../operator.ts';
import { pythonRoute } from '../requests.ts';

export default {
  title: 'Tell how things are',
  checkers: [6],
  plant: (tree) =>
    pythonRoute(
      tree,
      ['kinds = {"disk": 1, "queue": 2}', 'code = kinds.get(target, 0)', 'return {"target": target, "code": code}'],
      'kinds =',
    ),
} satisfies Operator;
