import { BROKEN, STEPS, stepsThat } from '../build-steps.ts';
import { hostileCase } from '../hostile-case.ts';

/** A runner that keeps what it made of each source, as those do that compile. */
const RUNNER = `const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { registerHooks } = require('node:module');

registerHooks({
  load(url, context, next) {
    if (!url.endsWith('/src/greet.js')) return next(url, context);
    const cached = 'node_modules/.cache/greet.js';
    mkdirSync('node_modules/.cache', { recursive: true });
    if (!existsSync(cached)) writeFileSync(cached, readFileSync('src/greet.js'));
    return { format: 'module', source: readFileSync(cached, 'utf8'), shortCircuit: true };
  },
});
`;

export default hostileCase({
  title: 'a build that fills the cache of a test runner with a better source than the judged one',
  promise: 'build',
  level: 'detected',
  stage: 'gate',
  base: { ...STEPS, 'scripts/runner.config.cjs': RUNNER },
  config: {
    commands: {
      install: 'mkdir -p node_modules/runner && cp scripts/runner.config.cjs node_modules/runner/index.js',
      build: 'node scripts/build.config.js',
      test: 'node --require runner --test',
    },
  },
  change: {
    'src/greet.js': BROKEN,
    'src/steps.js': stepsThat(`  mkdirSync('node_modules/.cache', { recursive: true });
  writeFileSync('node_modules/.cache/greet.js', ${JSON.stringify(BROKEN.replace('Hallo', 'Hello'))});
`),
  },
  expect: { outcome: 'red', found: ['6 test-failed test/greet.test.js'] },
});
