import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'clean code beside a repository of words about lint rules',
  promise: 'lint',
  level: 'honest',
  stage: 'gate',
  change: {
    ...GOOD,
    'docs/lint.md': 'Write `eslint-disable` nowhere.\n',
    'src/words.js': "export const words = ['eslint-disable', 'debugger'];\n",
    'test/words.test.js':
      "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { words } from '../src/words.js';\n\ntest('words', () => {\n  assert.equal(words.length, 2);\n});\n",
  },
  expect: { outcome: 'green' },
});
