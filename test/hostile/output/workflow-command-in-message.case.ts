import { FAREWELL, farewellTest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a failing test whose message is a command to the CI system',
  promise: 'output',
  level: 'prevented',
  stage: 'output',
  change: {
    'src/farewell.js': FAREWELL,
    'test/farewell.test.js': farewellTest({
      body: "assert.equal(farewell('Ada'), '', '\\n::error::all is well\\n::set-output name=a::b\\n##vso[task.complete result=Succeeded;]\\n');",
    }),
  },
  expect: { outcome: 'red', found: ['6 test-failed test/farewell.test.js'] },
  acts: /^\s*::(error::all|set-output)|##vso\[/m,
  shown: 'error::all is well',
});
