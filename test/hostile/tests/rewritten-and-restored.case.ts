import { FAREWELL, farewellTest, WRONG } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a test that writes another source over the judged one, loads it and puts the judged one back',
  promise: 'build',
  level: 'detected',
  stage: 'gate',
  change: {
    'src/farewell.js': WRONG,
    'test/farewell.test.js': farewellTest().replace(
      "import { farewell } from '../src/farewell.js';\n",
      `import { writeFileSync } from 'node:fs';\n\nwriteFileSync('src/farewell.js', ${JSON.stringify(FAREWELL)});\nconst { farewell } = await import('../src/farewell.js');\nwriteFileSync('src/farewell.js', ${JSON.stringify(WRONG)});\n`,
    ),
  },
  expect: {
    outcome: 'undecided',
    reasons: ['6 test-coverage errored: the tests rewrote src/farewell.js: what was tested is not what was judged'],
  },
});
