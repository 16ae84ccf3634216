import { attempt } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a test that leaves a daemon in a session of its own',
  promise: 'bounds',
  level: 'prevented',
  stage: 'gate',
  change: attempt(`spawn('setsid', ['sh', '-c', 'sleep 3; touch {{witness}}; sleep 60'], { detached: true, stdio: 'ignore' }).unref();`),
  expect: { outcome: 'green' },
});
