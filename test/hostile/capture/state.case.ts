import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: "files for Jidoka's own state, among them a result for its cache",
  promise: 'capture',
  level: 'detected',
  stage: 'run',
  agent({ write }) {
    write({ ...GOOD, '.jidoka/state/cache/result.json': '{}' });
  },
  expect: {
    outcome: 'red',
    reason: "the same findings came back three times: .jidoka/state/cache/result.json: Jidoka's own state",
    merged: null,
  },
});
