import { manifest, GREET_TEST } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: "the package's own name that leads to a mock under a test, by `exports`",
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  base: {
    'package.json': manifest({ exports: { './greet': './src/greet.js' } }),
    'test/greet.test.js': GREET_TEST.replace('../src/greet.js', 'greeter/greet'),
  },
  change: {
    'package.json': manifest({ exports: { './greet': './test/mocks/greet.js' } }),
    'test/load.test.js':
      "import { test } from 'node:test';\nimport { greet } from '../src/greet.js';\n\ntest('loads', () => {\n  greet('Ada');\n});\n",
    'src/greet.js': 'export function greet(name) {\n  return `Hallo, ${name}!`;\n}\n',
    'test/mocks/greet.js': 'export const greet = (name) => `Hello, ${name}!`;\n',
  },
  expect: { outcome: 'red', found: ['4 protected-path package.json'] },
});
