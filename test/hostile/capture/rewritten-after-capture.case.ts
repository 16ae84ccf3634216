import { BAD, GOOD } from '../../rig/greeter.ts';
import { FAREWELL } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'an agent that goes on writing after its change was captured',
  promise: 'build',
  level: 'prevented',
  stage: 'run',
  agent: ({ write }) => write(GOOD),
  meanwhile: { after: 'change.captured', does: ({ write }) => write(BAD) },
  expect: {
    outcome: 'green',
    reason: 'integrated',
    merged: ['A src/farewell.js', 'A test/farewell.test.js'],
    holds: { 'src/farewell.js': FAREWELL },
  },
});
