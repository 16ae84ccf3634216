import type { Operator } from '../operator.ts';
import { atEndOfPython } from '../requests.ts';

export default {
  title: 'Talk to the old server, in Python',
  checkers: [8],
  plant: (tree) =>
    atEndOfPython(
      tree,
      [
        'def old_status():',
        '    import requests',
        '',
        '    return requests.get("https://old.acme-internal.net/status", verify=False, timeout=5)',
      ],
      'return requests',
    ),
} satisfies Operator;
