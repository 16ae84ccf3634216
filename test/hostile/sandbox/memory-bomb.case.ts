import { attempt } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a test that takes more and more memory',
  promise: 'bounds',
  level: 'detected',
  stage: 'gate',
  config: { limits: { memoryMb: 400 } },
  change: attempt(`const kept = [];
  for (let n = 0; n < 8; n += 1) {
    kept.push(Buffer.alloc(100 * 1024 * 1024, 1));
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  await new Promise((resolve) => setTimeout(resolve, 5000));
  assert.equal(kept.length, 8);`),
  expect: { outcome: 'undecided', reasons: ['6 test-coverage errored: `node --test` took more memory than it may'] },
});
