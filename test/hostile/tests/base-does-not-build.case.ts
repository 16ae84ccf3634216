import { GREET_TEST, manifest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a base that does not build, repaired together with tests that do not run any more',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  base: {
    'package.json': manifest({ scripts: { build: 'node scripts/build.config.js', test: 'node --test' } }),
    'scripts/build.config.js': 'process.exit(1);\n',
    'test/other.test.js': "import { test } from 'node:test';\n\ntest('is there', () => undefined);\n",
  },
  config: { commands: { build: 'node scripts/build.config.js', test: 'node --test' } },
  change: {
    'scripts/build.config.js': 'process.exitCode = 0;\n',
    'test/load.test.js':
      "import { test } from 'node:test';\nimport { greet } from '../src/greet.js';\n\ntest('loads', () => {\n  greet('Ada');\n});\n",
    'src/greet.js': 'export function greet(name) {\n  return `Hallo, ${name}!`;\n}\n',
    'test/greet.test.js': null,
    'checks/greet.js': GREET_TEST,
  },
  expect: { outcome: 'red', found: ['6 tests-vanished checks/greet.js'] },
});
