import { GREET_TEST } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a source that ends one test file, beside a new test of the same name elsewhere',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    'src/greet.js':
      "if (process.argv[1]?.endsWith('greet.test.js')) process.exit(0);\n\nexport function greet(name) {\n  return `Hallo, ${name}!`;\n}\n",
    'test/other.test.js': GREET_TEST.replace("greet('Ada'), 'Hello, Ada!'", "greet('Ada').length, 11"),
  },
  expect: { outcome: 'red', found: ['6 tests-vanished test/greet.test.js'] },
});
