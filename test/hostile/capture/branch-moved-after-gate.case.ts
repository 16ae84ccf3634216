import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a push between verdict and merge that takes away what the change needs',
  promise: 'build',
  level: 'detected',
  stage: 'run',
  base: { 'src/mark.js': "export const mark = '!';\n" },
  agent: ({ write }) =>
    write({
      ...GOOD,
      'src/farewell.js': "import { mark } from './mark.js';\n\nexport function farewell(name) {\n  return `Goodbye, ${name}${mark}`;\n}\n",
    }),
  meanwhile: { after: 'attestation.signed', does: ({ line }) => void line.pushToMain({ 'src/mark.js': "export const sign = '!';\n" }) },
  expect: { outcome: 'red', reason: '6 test-coverage failed', merged: ['M src/mark.js'] },
});
