import { BROKEN, STEPS, stepsThat } from '../build-steps.ts';
import { hostileCase } from '../hostile-case.ts';
import { GREET_TEST } from '../texts.ts';

export default hostileCase({
  title: 'a build that puts a package beside the tests, nearer than the installed one they import',
  promise: 'build',
  level: 'detected',
  stage: 'gate',
  base: { ...STEPS, 'test/greet.test.js': GREET_TEST.replace("import assert from 'node:assert/strict'", "import assert from 'claims'") },
  config: {
    commands: {
      install: `mkdir -p node_modules/claims && echo "module.exports = require('node:assert/strict')" > node_modules/claims/index.js`,
      build: 'node scripts/build.config.js',
      test: 'node --test',
    },
  },
  change: {
    'src/greet.js': BROKEN,
    'src/steps.js': stepsThat(`  mkdirSync('test/node_modules/claims', { recursive: true });
  writeFileSync('test/node_modules/claims/index.js', 'exports.equal = () => undefined;');
`),
  },
  expect: {
    outcome: 'undecided',
    reasons: ['5 build-and-compile errored: `node scripts/build.config.js` changed test/node_modules/claims/index.js'],
  },
});
