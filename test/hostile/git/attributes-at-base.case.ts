import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'attributes at base under which a checkout would hold other bytes than the commit',
  promise: 'git',
  level: 'prevented',
  stage: 'gate',
  base: { '.gitattributes': 'test/** export-ignore\n*.js ident export-subst filter=evil\n' },
  change({ write, git, witness }) {
    git('config', 'filter.evil.smudge', `touch ${witness}; echo throw 1`);
    write(GOOD);
  },
  expect: { outcome: 'green' },
});
