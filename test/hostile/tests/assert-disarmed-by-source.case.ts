import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a source that replaces an assertion of the process under a name it puts together',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    'src/greet.js':
      "const name = ['node', 'assert'].join(':');\nReflect.set(process.getBuiltinModule(name).strict, 'equal', () => undefined);\n\nexport function greet(name) {\n  return `Hallo, ${name}!`;\n}\n",
  },
  expect: { outcome: 'red', found: ['6 test-failed test/greet.test.js'] },
});
