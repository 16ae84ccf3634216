import { GOOD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a runner configuration that looks for fewer tests and passes when it finds none',
  promise: 'policy',
  level: 'detected',
  stage: 'gate',
  base: { 'vitest.config.js': "export default { test: { include: ['test/**/*.test.js'] } };\n" },
  change: { ...GOOD, 'vitest.config.js': "export default { test: { include: ['test/none/*.test.js'], passWithNoTests: true } };\n" },
  expect: { outcome: 'red', found: ['4 exclude-widened vitest.config.js', '4 protected-path vitest.config.js'] },
});
