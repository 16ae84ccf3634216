import { FAREWELL, farewellTest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'code in a file whose name says it is none, run by a loader of the change',
  promise: 'lint',
  level: 'not-covered',
  open: 'what a program reads and evaluates at run time is data to everybody who only looks; review of the code that evaluates is checker 17 and 8, not built yet',
  stage: 'gate',
  change: {
    'src/farewell.js':
      "import { readFileSync } from 'node:fs';\n\nconst text = readFileSync(new URL('farewell.txt', import.meta.url), 'utf8');\nexport const { farewell } = await import(`data:text/javascript,${encodeURIComponent(text)}`);\n",
    'src/farewell.txt': `${FAREWELL}debugger;\n`,
    'test/farewell.test.js': farewellTest(),
  },
  expect: { outcome: 'green' },
});
