import { attempt } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: "a test that reads Jidoka's state",
  promise: 'secrets',
  level: { process: 'not-covered', bubblewrap: 'prevented' },
  open: 'a process of the same user reads what the user may read; only another view of the file system hides it',
  stage: 'gate',
  change: attempt("assert.ok(readdirSync('{{state}}').includes('git'));"),
  expect: {
    process: { outcome: 'green' },
    bubblewrap: { outcome: 'red', found: ['6 test-failed test/attempt.test.js'] },
  },
});
