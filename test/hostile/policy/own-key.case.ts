import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a key of its own among the trusted ones',
  promise: 'policy',
  level: 'detected',
  stage: 'gate',
  change: {
    ...GOOD,
    '.jidoka/trusted-keys': 'ed25519 MCowBQYDK2VwAyEA4vJ8s1rYzpdRjGkS0NbDp6mxXEQxSOdGVlY1lRrJYrM= eve\n',
  },
  expect: { outcome: 'red', found: ['4 protected-path .jidoka/trusted-keys'] },
});
