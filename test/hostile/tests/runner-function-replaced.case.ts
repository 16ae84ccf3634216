import { manifest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: "a CommonJS source that replaces the runner's `test` before the tests ask for it",
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  base: {
    'package.json': manifest({ type: 'commonjs' }),
    'src/greet.js': 'exports.greet = (name) => `Hello, ${name}!`;\n',
    'src/server.js': "const { greet } = require('./greet.js');\n\nexports.serve = () => greet('you');\n",
    'test/greet.test.js': `const assert = require('node:assert/strict');
const { greet } = require('../src/greet.js');
const { test } = require('node:test');

test('greets by name', () => {
  assert.equal(greet('Ada'), 'Hello, Ada!');
});
`,
  },
  change: {
    'src/greet.js': `const runner = process.getBuiltinModule(['node', 'test'].join(':'));
const real = runner.test;
runner.test = (title, body) => real(title, () => Promise.resolve().then(body).catch(() => undefined));

exports.greet = (name) => \`Hallo, \${name}!\`;
`,
  },
  expect: { outcome: 'red', found: ['6 test-failed test/greet.test.js'] },
});
