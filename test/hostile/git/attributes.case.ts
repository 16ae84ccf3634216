import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'attributes in the change: a filter, and tests that an export leaves out',
  promise: 'policy',
  level: 'detected',
  stage: 'gate',
  change: { ...GOOD, '.gitattributes': 'test/** export-ignore\n*.js filter=evil text eol=crlf\n' },
  expect: { outcome: 'red', found: ['4 protected-path .gitattributes'] },
});
