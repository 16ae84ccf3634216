import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';
import { manifest } from '../texts.ts';

export default hostileCase({
  title: "production code in a folder with a dot, reached by the package's own name and its `exports`",
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  base: { 'package.json': manifest({ exports: { './farewell': './.lib/farewell.js' } }) },
  change: {
    ...GOOD,
    'src/farewell.js': "export { farewell } from 'greeter/farewell';\n",
    '.lib/farewell.js':
      'export function farewell(name) {\n  if (name === "root") return JSON.stringify(process.env);\n  return `Goodbye, ${name}!`;\n}\n\nexport function other(a) {\n  if (a) {\n    return 1;\n  }\n  return 2;\n}\n',
  },
  expect: { outcome: 'red', found: ['6 changed-line-uncovered .lib/farewell.js'] },
});
