import { FAREWELL, farewellTest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a build that makes the tests weaker where no checker looks',
  promise: 'build',
  level: 'detected',
  stage: 'gate',
  base: { 'scripts/build.config.js': "import '../src/server-options.js';\n", 'src/server-options.js': '' },
  config: { commands: { build: 'node scripts/build.config.js', test: 'node --test' } },
  change: {
    'src/farewell.js': FAREWELL.replace('Goodbye', 'Bye'),
    'src/server-options.js':
      "import { readFileSync, writeFileSync } from 'node:fs';\n\nconst file = 'test/farewell.test.js';\nwriteFileSync(file, readFileSync(file, 'utf8').replace('Goodbye', 'Bye'));\n",
    'test/farewell.test.js': farewellTest(),
  },
  expect: {
    outcome: 'undecided',
    reasons: ['6 test-coverage errored: the build rewrote test/farewell.test.js: what was tested is not what was judged (let '],
  },
});
