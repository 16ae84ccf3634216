import { farewellTest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'code that is ignored by git, and so works for who wrote it and is in no commit',
  promise: 'capture',
  level: 'detected',
  stage: 'gate',
  change: {
    '.gitignore': 'node_modules/\nsrc/inner.js\n',
    'src/inner.js': 'export const bye = "Goodbye";\n',
    'src/farewell.js': "import { bye } from './inner.js';\n\nexport function farewell(name) {\n  return `${bye}, ${name}!`;\n}\n",
    'test/farewell.test.js': farewellTest(),
  },
  expect: { outcome: 'red', found: ['6 changed-file-not-in-report src/farewell.js', '6 test-failed test/farewell.test.js'] },
});
