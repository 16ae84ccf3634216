import { GOOD } from '../../rig/greeter.ts';
import { GREET_TEST } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'the tested function replaced inside its test',
  promise: 'tests',
  level: 'not-covered',
  open: 'the test still asserts, of another function of the same name: that a test is about the code it names is for review and mutation, not built yet',
  stage: 'gate',
  change: {
    ...GOOD,
    'src/greet.js': 'export function greet(name) {\n  return `Hallo, ${name}!`;\n}\n',
    'test/greet.test.js': GREET_TEST.replace(
      "greets by name', () => {",
      "greets by name', () => {\n  greet('Bob');\n  mocked();\n});\n\nfunction mocked() {\n  const greet = (name) => `Hello, ${name}!`;",
    ).replace(/\}\);\n$/, '}\n'),
  },
  expect: { outcome: 'green' },
});
