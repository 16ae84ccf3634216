import type { Operator } from '../operator.ts';
import { pythonRoute } from '../requests.ts';

export default {
  title: 'Check the sender of a hook, in Python',
  checkers: [8],
  plant: (tree) =>
    pythonRoute(
      tree,
      [
        'import hashlib',
        'import hmac',
        'import os',
        'expected = hmac.new(os.environ["HOOK_SECRET"].encode(), b"hook", hashlib.sha256).hexdigest()',
        'return {"known": target == expected}',
      ],
      'return',
    ),
} satisfies Operator;
