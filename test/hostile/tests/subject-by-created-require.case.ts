import { farewellTest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'production code put under test/ and loaded by a require of another name',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    'src/farewell.js':
      "import { createRequire } from 'node:module';\n\nconst load = createRequire(import.meta.url);\nexport const { farewell } = load('../test/parts.cjs');\n",
    'test/parts.cjs':
      "exports.farewell = (name) => {\n  if (name === 'Eve') {\n    const all = process.env;\n    const said = JSON.stringify(all);\n    return said;\n  }\n  return `Goodbye, ${name}!`;\n};\n",
    'test/farewell.test.js': farewellTest(),
  },
  expect: { outcome: 'red', found: ['6 changed-line-uncovered test/parts.cjs'] },
});
