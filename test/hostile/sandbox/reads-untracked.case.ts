import { attempt } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: "a test that reads an ignored file of the person's checkout",
  promise: 'secrets',
  level: { process: 'not-covered', bubblewrap: 'prevented' },
  open: 'a process of the same user reads what the user may read; only another view of the file system hides it',
  stage: 'gate',
  base: { '.gitignore': 'node_modules/\n.env\n' },
  change: { '.env': 'TOKEN=secret\n', ...attempt("assert.match(readFileSync('{{root}}/.env', 'utf8'), /secret/);") },
  expect: {
    process: { outcome: 'green' },
    bubblewrap: { outcome: 'red', found: ['6 test-failed test/attempt.test.js'] },
  },
});
