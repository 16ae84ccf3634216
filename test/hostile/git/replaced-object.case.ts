import { BAD, GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'an object replaced by a better one, so that readers see another text than checkouts hold',
  promise: 'git',
  level: 'detected',
  stage: 'gate',
  change({ write, git }) {
    write(GOOD);
    const good = git('hash-object', '-w', 'src/farewell.js');
    write(BAD);
    git('replace', git('hash-object', '-w', 'src/farewell.js'), good);
  },
  expect: { outcome: 'red', found: ['7 lint src/farewell.js'] },
});
