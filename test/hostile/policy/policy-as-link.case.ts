import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: "Jidoka's folder replaced by a link to one that is not protected",
  promise: 'policy',
  level: 'detected',
  stage: 'gate',
  change({ write, root }) {
    write({ ...GOOD, 'policy/config.yaml': 'phase: 1\n', '.jidoka/config.yaml': null });
    mkdirSync(join(root, '.jidoka'), { recursive: true });
    symlinkSync('../policy/config.yaml', join(root, '.jidoka/config.yaml'));
    rmSync(join(root, 'never'), { force: true });
  },
  expect: { outcome: 'red', found: ['4 protected-path .jidoka/config.yaml'] },
});
