import { GOOD } from '../../rig/greeter.ts';
import { GREET_TEST } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a new helper that is called like an assertion and asserts nothing, in place of one',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    ...GOOD,
    'src/greet.js': 'export function greet(name) {\n  return `Hallo, ${name}!`;\n}\n',
    'test/helpers.js': 'export function assertGreets(greeting, expected) {\n  return greeting === expected;\n}\n',
    'test/greet.test.js': GREET_TEST.replace(
      "import assert from 'node:assert/strict'",
      "import { assertGreets } from './helpers.js'",
    ).replace('assert.equal(', 'assertGreets('),
  },
  expect: { outcome: 'red', found: ['4 assertion-removed test/greet.test.js'] },
});
