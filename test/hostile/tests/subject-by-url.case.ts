import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'production code in a folder with a dot, imported by a URL beside the file',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    ...GOOD,
    'src/farewell.js': "export const { farewell } = await import(new URL('../.lib/farewell.js', import.meta.url));\n",
    '.lib/farewell.js':
      'export function farewell(name) {\n  if (name === "root") return JSON.stringify(process.env);\n  return `Goodbye, ${name}!`;\n}\n\nexport function other(a) {\n  if (a) {\n    return 1;\n  }\n  return 2;\n}\n',
  },
  expect: { outcome: 'red', found: ['6 changed-line-uncovered .lib/farewell.js'] },
});
