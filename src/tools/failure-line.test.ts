import { expect, test } from 'vitest';
import { failureLine } from './failure-line.ts';

// As mocha prints it: the folder is taken out where it stands in parentheses, and nowhere else.
const STACK = `AssertionError [ERR_ASSERTION]: 204 == 2047
    at FakeResponse.<anonymous> (test/test.js:50:16)
    at FakeResponse.emit (node:events:524:28)
    at /home/me/app/test/test.js:719:14
    at process.processTicksAndRejections (node:internal/process/task_queues:77:11)`;

test('the innermost frame counts, whichever name of the file it has', () => {
  expect(failureLine(STACK, '/home/me/app/test/test.js', 'test/test.js')).toBe(50);
  expect(failureLine(STACK, '/home/me/app/test/test.js', null)).toBe(719);
});

test.each([
  ['a stack that does not pass through it', STACK, 'test/other.js'],
  ['another file whose path ends alike', '    at f (lib/test/test.js:4:1)', 'test/test.js'],
  ['no stack', null, 'test/test.js'],
  ['a line that is none', '    at f (test/test.js:0:1)', 'test/test.js'],
])('%s has none', (_, stack, name) => {
  expect(failureLine(stack, name)).toBeNull();
});
