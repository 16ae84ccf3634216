import { BROKEN, STEPS, stepsThat } from '../build-steps.ts';
import { hostileCase } from '../hostile-case.ts';

const SOFT = `import { AsyncResource } from 'node:async_hooks';

const scoped = AsyncResource.prototype.runInAsyncScope;
if (process.argv[1]?.endsWith('greet.test.js'))
  AsyncResource.prototype.runInAsyncScope = function (...given) {
    try {
      return scoped.apply(this, given);
    } catch {
      return undefined;
    }
  };
`;

export default hostileCase({
  title: 'a build that puts another program where `npm test` looks for node first',
  promise: 'build',
  level: 'detected',
  stage: 'gate',
  base: STEPS,
  config: { commands: { build: 'node scripts/build.config.js', test: 'npm test' } },
  change: {
    'src/greet.js': BROKEN,
    'src/steps.js': stepsThat(`  mkdirSync('node_modules/.bin', { recursive: true });
  writeFileSync('node_modules/.bin/soft.mjs', ${JSON.stringify(SOFT)});
  const program = '#!/bin/sh\\nexec ' + process.execPath + ' --import "$PWD/node_modules/.bin/soft.mjs" "$@"\\n';
  writeFileSync('node_modules/.bin/node', program, { mode: 0o755 });
`),
  },
  expect: {
    outcome: 'undecided',
    reasons: ['5 build-and-compile errored: `node scripts/build.config.js` changed node_modules/.bin/node'],
  },
});
