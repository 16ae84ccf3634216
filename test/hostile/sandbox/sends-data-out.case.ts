import { attempt } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a test that sends what it found to a listener of this machine',
  promise: 'network',
  level: { process: 'not-covered', bubblewrap: 'prevented' },
  open: 'a process of the same user reaches what the user reaches; only a network namespace keeps it in',
  stage: 'gate',
  change: attempt(`await new Promise((resolve) => {
    connect({ port: {{port}}, host: '127.0.0.1' }).on('connect', resolve).on('error', resolve);
  });`),
  expect: { process: { outcome: 'green', reached: ['network'] }, bubblewrap: { outcome: 'green' } },
});
