import { farewellTest, WRONG } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

/** Turns the real report into nothing and writes another, which also holds the failure that is expected of the planted test. */
const FORGER = `import { readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folder = dirname(process.env.NODE_V8_COVERAGE ?? '');
const options = readFileSync('/proc/' + process.ppid + '/environ', 'utf8');
const reports = /--test-reporter=([^"]+)\\/reporter\\.mjs/.exec(options)?.[1] ?? folder;
for (const name of readdirSync(reports).filter((name) => name.endsWith('.ndjson'))) {
  renameSync(join(reports, name), join(reports, name + '.gone'));
  symlinkSync('/dev/null', join(reports, name));
}
const told = (name, file, event) => ({ event, depth: 0, name, file: join(process.cwd(), 'test', file), durationMs: 1, isSuite: false, skip: false, todo: false });
const planted = readdirSync('test').flatMap((file) => {
  const name = /jidoka sentinel [a-z0-9-]+/.exec(readFileSync(join('test', file), 'utf8'))?.[0];
  return name === undefined || file.startsWith('a-') ? [] : [{ ...told(name, file, 'fail'), failure: { type: 'testCodeFailure', message: 'planted', stack: null } }];
});
const events = [
  { event: 'begin', node: process.version },
  ...[['greets by name', 'greet.test.js'], ['AC-1: says goodbye', 'farewell.test.js'], ['forges', 'a-forger.test.js']].flatMap(([name, file]) => [
    { event: 'start', depth: 0, name },
    told(name, file, 'pass'),
  ]),
  ...planted.flatMap((fail) => [{ event: 'start', depth: 0, name: fail.name }, fail]),
  { event: 'end' },
];
writeFileSync(join(reports, 'report-1-1.ndjson'), events.map((event) => JSON.stringify(event) + '\\n').join(''));
`;

export default hostileCase({
  title: 'a test that writes the report of the run itself, the failure of the planted test included',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    'src/farewell.js': WRONG,
    'test/a-forger.test.js': `import { test } from 'node:test';\n${FORGER}\ntest('forges', () => undefined);\n`,
    'test/farewell.test.js': farewellTest(),
  },
  expect: { outcome: 'red', found: ['6 test-command-failed test/farewell.test.js'] },
});
