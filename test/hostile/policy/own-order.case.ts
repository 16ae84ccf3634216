import { GOOD } from '../../rig/greeter.ts';
import { manifest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'an order that the change itself brings, which would let it through',
  promise: 'policy',
  level: 'detected',
  stage: 'gate',
  change: {
    ...GOOD,
    'package.json': manifest({ scripts: { test: 'true' } }),
    '.jidoka/orders/own.md':
      '---\nid: own\ntitle: Own\nkind: chore\nscope: []\nmayChange: ["**"]\n---\n\n## Acceptance criteria\n\n- AC-1: all.\n',
  },
  order: {},
  expect: { outcome: 'red', found: ['4 protected-path package.json'] },
});
