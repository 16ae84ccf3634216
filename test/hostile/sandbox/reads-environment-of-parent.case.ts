import { attempt } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a test that reads the environment of the processes above it from /proc',
  promise: 'secrets',
  level: { process: 'not-covered', bubblewrap: 'prevented' },
  open: 'the environment of a process is open to every process of its user; only a process namespace hides it',
  stage: 'gate',
  change: attempt(`const seen = readdirSync('/proc').filter((pid) => /^\\d+$/.test(pid)).map((pid) => {
    try {
      return readFileSync('/proc/' + pid + '/environ', 'utf8');
    } catch {
      return 'gone';
    }
  });
  assert.ok(seen.some((text) => text.includes('VITEST')));`),
  expect: {
    process: { outcome: 'green' },
    bubblewrap: { outcome: 'red', found: ['6 test-failed test/attempt.test.js'] },
  },
});
