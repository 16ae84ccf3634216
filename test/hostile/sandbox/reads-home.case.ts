import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: "a test that reads a file of the person's HOME",
  promise: 'secrets',
  level: { process: 'not-covered', bubblewrap: 'prevented' },
  open: 'a process of the same user reads what the user may read; only another view of the file system hides it',
  stage: 'gate',
  change({ write, root }) {
    writeFileSync(join(root, '../.netrc'), 'machine localhost login me password secret\n');
    write(attempt("assert.match(readFileSync('{{home}}/.netrc', 'utf8'), /secret/);"));
  },
  expect: {
    process: { outcome: 'green' },
    bubblewrap: { outcome: 'red', found: ['6 test-failed test/attempt.test.js'] },
  },
});
