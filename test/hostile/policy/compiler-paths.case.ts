import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'paths of the compiler that lead imports to mocks',
  promise: 'policy',
  level: 'detected',
  stage: 'gate',
  change: { ...GOOD, 'tsconfig.json': '{ "compilerOptions": { "paths": { "../src/*": ["./test/mocks/*"] } } }\n' },
  expect: { outcome: 'red', found: ['4 protected-path tsconfig.json'] },
});
