import type { Operator } from '../operator.ts';
import { pythonRoute } from '../requests.ts';

export default {
  title: 'Read the token, in Python',
  checkers: [8],
  plant: (tree) => pythonRoute(tree, ['import jwt', '', 'return jwt.decode(target, options={"verify_signature": False})'], 'return jwt'),
} satisfies Operator;
