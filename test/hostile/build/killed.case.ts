import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a build that ends itself by a signal, which is no exit code',
  promise: 'build',
  level: 'detected',
  stage: 'gate',
  base: { 'scripts/build.config.js': '' },
  config: { commands: { build: 'exec node scripts/build.config.js', test: 'node --test' } },
  change: { ...GOOD, 'scripts/build.config.js': "process.kill(process.pid, 'SIGKILL');\n" },
  // Bubblewrap says 137, as a shell does, and a program can end with that as well: a build that failed.
  expect: {
    process: {
      outcome: 'undecided',
      reasons: ['5 build-and-compile errored: exec node scripts/build.config.js was ended by SIGKILL: nothing was proven (run i'],
    },
    bubblewrap: { outcome: 'red', found: ['5 build-failed .'] },
  },
});
