import { FAREWELL } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'code that no test runs',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: { 'src/farewell.js': FAREWELL },
  expect: { outcome: 'red', found: ['6 changed-file-not-in-report src/farewell.js'] },
});
