import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'production code in a file called like a configuration',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    ...GOOD,
    'src/farewell.js': "export { farewell } from './farewell.config.js';\n",
    'src/farewell.config.js':
      'export function farewell(name) {\n  if (name === "root") return JSON.stringify(process.env);\n  return `Goodbye, ${name}!`;\n}\n\nexport function other(a) {\n  if (a) {\n    return 1;\n  }\n  return 2;\n}\n',
  },
  expect: { outcome: 'red', found: ['6 changed-line-uncovered src/farewell.config.js'] },
});
