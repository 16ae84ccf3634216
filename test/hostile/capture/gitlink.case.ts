import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a link to a commit that nobody has, written into the index',
  promise: 'capture',
  level: 'detected',
  stage: 'gate',
  change({ write, git, root }) {
    write(GOOD);
    git('init', '--quiet', `${root}/vendor/lib`);
    git('-C', `${root}/vendor/lib`, 'commit', '--quiet', '--allow-empty', '-m', 'Inner');
    git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},vendor/lib`);
  },
  expect: { outcome: 'red', reasons: ['vendor/lib: adds or alters a submodule (gitlink)'] },
});
