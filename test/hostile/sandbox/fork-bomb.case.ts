import { attempt } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a test that starts more and more processes',
  promise: 'bounds',
  level: 'detected',
  stage: 'gate',
  config: { limits: { processes: 25 } },
  change: attempt(`for (let n = 0; n < 40; n += 1) spawn('sleep', ['20'], { stdio: 'ignore' }).unref();
  await new Promise((resolve) => setTimeout(resolve, 8000));`),
  expect: { outcome: 'undecided', reasons: ['6 test-coverage errored: `node --test` started more processes than it may'] },
});
