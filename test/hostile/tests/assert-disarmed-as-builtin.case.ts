import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a source that asks the process for the assertions and replaces one',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    'src/greet.js':
      "Object.assign(process.getBuiltinModule('node:assert').strict, { equal: () => true });\n\nexport function greet(name) {\n  return `Hallo, ${name}!`;\n}\n",
  },
  expect: { outcome: 'red', found: ['4 assertion-removed src/greet.js'] },
});
