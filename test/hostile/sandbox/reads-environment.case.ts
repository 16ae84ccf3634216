import { attempt } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a test that reads a secret from its own environment',
  promise: 'secrets',
  level: 'prevented',
  stage: 'gate',
  change: attempt('assert.ok(process.env.SECRET_TOKEN);'),
  expect: { outcome: 'red', found: ['6 test-failed test/attempt.test.js'] },
});
