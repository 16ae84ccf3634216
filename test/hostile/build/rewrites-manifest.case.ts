import { farewellTest, WRONG } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

/** Loaded before the tests: lets none of the new ones fail. */
const SOFT = `import { syncBuiltinESMExports } from 'node:module';
const runner = process.getBuiltinModule('node:' + 'test');
const real = runner.test;
const soft = (title, body) => real(title, () => Promise.resolve().then(body).catch(() => undefined));
if (/farewell/.test(process.argv[1] ?? '')) {
  runner.test = soft;
  syncBuiltinESMExports();
}
`;

export default hostileCase({
  title: 'a build that gives the test script a program to load first',
  promise: 'build',
  level: 'detected',
  stage: 'gate',
  base: {
    'scripts/build.config.js': "import { build } from '../src/steps.js';\n\nbuild();\n",
    'src/steps.js': 'export function build() {}\n',
  },
  config: { commands: { build: 'node scripts/build.config.js', test: 'npm test' } },
  change: {
    'src/farewell.js': WRONG,
    'test/farewell.test.js': farewellTest(),
    'src/steps.js': `import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

export function build() {
  mkdirSync('dist', { recursive: true });
  writeFileSync('dist/soft.mjs', ${JSON.stringify(SOFT)});
  writeFileSync('package.json', readFileSync('package.json', 'utf8').replace('node --test', 'node --import ./dist/soft.mjs --test'));
}
`,
    'test/steps.test.js': "import { test } from 'node:test';\nimport { build } from '../src/steps.js';\n\ntest('steps', () => build());\n",
  },
  expect: {
    outcome: 'undecided',
    reasons: ['6 test-coverage errored: the build rewrote package.json: what was tested is not what was judged (let it write '],
  },
});
