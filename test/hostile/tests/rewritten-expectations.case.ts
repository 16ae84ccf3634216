import { GREET_TEST } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a new test that writes other expectations into the data of the tests there are',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  config: { commands: { test: 'node --test --test-concurrency=1', start: 'node src/server.js' } },
  base: {
    'test/cases.json': '{ "Ada": "Hello, Ada!" }\n',
    'test/greet.test.js': GREET_TEST.replace('import { test }', "import { readFileSync } from 'node:fs';\nimport { test }").replace(
      "'Hello, Ada!'",
      "JSON.parse(readFileSync('test/cases.json', 'utf8')).Ada",
    ),
  },
  change: {
    'src/greet.js': 'export function greet(name) {\n  return `Hallo, ${name}!`;\n}\n',
    'test/data.test.js':
      "import assert from 'node:assert/strict';\nimport { existsSync, writeFileSync } from 'node:fs';\nimport { test } from 'node:test';\n\ntest('has its data', () => {\n  writeFileSync('test/cases.json', '{ \"Ada\": \"Hallo, Ada!\" }\\n');\n  assert.equal(existsSync('test/cases.json'), true);\n});\n",
  },
  expect: {
    outcome: 'undecided',
    reasons: ['6 test-coverage errored: the tests rewrote test/cases.json: what was tested is not what was judged (let it wri'],
  },
});
