import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a helper of the tests that writes over a source the change left alone',
  promise: 'build',
  level: 'detected',
  stage: 'gate',
  base: { 'src/rate.js': 'export const rate = 2;\n' },
  change: {
    'src/price.js': "import { rate } from './rate.js';\n\nexport function price(count) {\n  return count * rate;\n}\n",
    'test/setup.js':
      "import { writeFileSync } from 'node:fs';\n\nwriteFileSync(new URL('../src/rate.js', import.meta.url), 'export const rate = 1;\\n');\n",
    'test/price.test.js':
      "import './setup.js';\nimport assert from 'node:assert/strict';\nimport { test } from 'node:test';\n\nconst { price } = await import('../src/price.js');\n\ntest('AC-1: one costs one', () => {\n  assert.equal(price(3), 3);\n});\n",
  },
  expect: {
    outcome: 'undecided',
    reasons: ['6 test-coverage errored: the tests rewrote src/rate.js: what was tested is not what was judged (let it write'],
  },
});
