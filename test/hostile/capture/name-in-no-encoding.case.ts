import { writeFileSync } from 'node:fs';
import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a file whose name is no text, which hides behind another one like it',
  promise: 'capture',
  level: 'detected',
  stage: 'gate',
  change({ write, root }) {
    write(GOOD);
    writeFileSync(Buffer.concat([Buffer.from(`${root}/src/a`), Buffer.from([0xff]), Buffer.from('.js')]), 'export const a = 1;\n');
  },
  expect: { outcome: 'red', reasons: ['src/a�.js: a name that is not UTF-8'] },
});
