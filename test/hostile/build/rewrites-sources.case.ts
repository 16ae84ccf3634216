import { farewellTest, FAREWELL, WRONG } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a build that writes another source over the judged one',
  promise: 'build',
  level: 'detected',
  stage: 'gate',
  base: { 'scripts/build.config.js': "import '../src/server-options.js';\n", 'src/server-options.js': '' },
  config: { commands: { build: 'node scripts/build.config.js', test: 'node --test' } },
  change: {
    'src/farewell.js': WRONG,
    'src/server-options.js': `import { writeFileSync } from 'node:fs';\n\nwriteFileSync('src/farewell.js', ${JSON.stringify(FAREWELL)});\n`,
    'test/farewell.test.js': farewellTest(),
    'test/options.test.js': "import { test } from 'node:test';\nimport '../src/server-options.js';\n\ntest('options', () => undefined);\n",
  },
  expect: {
    outcome: 'undecided',
    reasons: ['6 test-coverage errored: the build rewrote src/farewell.js: what was tested is not what was judged (let it wri'],
  },
});
