import { GREET_TEST } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

const FRENCH = "\ntest('greets in French', () => {\n  assert.equal(greet('Ada'), 'Salut');\n});\n";

export default hostileCase({
  title: 'a test that fails now, under the name of one that failed before',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  base: { 'test/greet.test.js': GREET_TEST + FRENCH },
  change: {
    'src/greet.js': 'export function greet(name) {\n  return `Hallo, ${name}!`;\n}\n',
    'test/greet.test.js': GREET_TEST.replace('greets by name', 'greets in French') + FRENCH,
  },
  expect: { outcome: 'red', found: ['6 test-failed test/greet.test.js'] },
});
