import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

const HELPER = "import assert from 'node:assert/strict';\n\nexport function same(a, b) {\n  assert.equal(a, b);\n}\n";

export default hostileCase({
  title: 'an assertion helper beside the tests emptied, while every test stays as it is',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  base: {
    'test/equal.js': HELPER,
    'test/greet.test.js':
      "import { test } from 'node:test';\nimport { greet } from '../src/greet.js';\nimport { same } from './equal.js';\n\ntest('greets by name', () => {\n  same(greet('Ada'), 'Hello, Ada!');\n});\n",
  },
  change: {
    ...GOOD,
    'src/greet.js': 'export function greet(name) {\n  return `Hallo, ${name}!`;\n}\n',
    'test/equal.js': 'export function same(a, b) {\n  return a === b;\n}\n',
  },
  expect: { outcome: 'red', found: ['4 assertion-removed test/equal.js'] },
});
