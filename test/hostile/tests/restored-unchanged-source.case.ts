import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a test that writes over a source the change left alone, and puts it back when it was loaded',
  promise: 'build',
  level: 'not-covered',
  open: 'an honest suite may write to such a file and restore it, as one that rebuilds a committed output does: only its content is compared',
  stage: 'gate',
  base: { 'src/rate.js': 'export const rate = 2;\n' },
  change: {
    'src/price.js': "import { rate } from './rate.js';\n\nexport function price(count) {\n  return count * rate;\n}\n",
    'test/price.test.js':
      "import assert from 'node:assert/strict';\nimport { writeFileSync } from 'node:fs';\nimport { test } from 'node:test';\n\nwriteFileSync('src/rate.js', 'export const rate = 1;\\n');\nconst { price } = await import('../src/price.js');\nwriteFileSync('src/rate.js', 'export const rate = 2;\\n');\n\ntest('AC-1: one costs one', () => {\n  assert.equal(price(3), 3);\n});\n",
  },
  expect: { outcome: 'green' },
});
