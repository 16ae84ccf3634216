import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'an agent that says it is done and changed nothing',
  promise: 'capture',
  level: 'detected',
  stage: 'run',
  agent() {},
  expect: { outcome: 'undecided', reason: 'the same findings came back three times: the change is empty', merged: null },
});
