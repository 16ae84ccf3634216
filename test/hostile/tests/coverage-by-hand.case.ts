import { FAREWELL } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a coverage report written by hand, for a file that no test loads',
  promise: 'tests',
  level: 'not-covered',
  open: 'coverage says that lines ran, never that anything was asserted: a test that merely calls them costs less and says the same',
  stage: 'gate',
  change: {
    'src/farewell.js': FAREWELL,
    'test/cover.test.js': `import { test } from 'node:test';
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const file = process.cwd() + '/src/farewell.js';
const endOffset = readFileSync(file, 'utf8').length;
const result = [{ scriptId: '1', url: pathToFileURL(file).href, functions: [{ functionName: '', isBlockCoverage: true, ranges: [{ startOffset: 0, endOffset, count: 1 }] }] }];
if (process.env.NODE_V8_COVERAGE) writeFileSync(process.env.NODE_V8_COVERAGE + '/coverage-1-1-1.json', JSON.stringify({ result }));
test('covers', () => undefined);
`,
  },
  expect: { outcome: 'green' },
});
