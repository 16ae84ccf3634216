import { attempt } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a test that prints without end',
  promise: 'bounds',
  level: 'detected',
  stage: 'gate',
  config: { limits: { outputMb: 2 } },
  change: attempt(`const line = 'x'.repeat(65535) + '\\\\n';
  for (let n = 0; n < 200; n += 1) await new Promise((resolve) => process.stdout.write(line, resolve));`),
  expect: { outcome: 'undecided', reasons: ['6 test-coverage errored: `node --test` printed more than it may'] },
});
