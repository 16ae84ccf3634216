import { FAREWELL, farewellTest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a failing test whose title and message hold a link, a clipboard command and colours of the terminal',
  promise: 'output',
  level: 'prevented',
  stage: 'output',
  change: {
    'src/farewell.js': FAREWELL,
    'test/farewell.test.js': farewellTest({
      body: "assert.equal(farewell('Ada'), '', '\\u001b]52;c;cm0gLXJm\\u0007 \\u001b]8;;http://localhost/\\u0007all is well\\u001b[32m \\u009b2J \\r');",
    }).replace('AC-1: says goodbye', 'AC-1: \\u001b[1A\\u001b[2Ksays goodbye'),
  },
  expect: { outcome: 'red', found: ['6 test-failed test/farewell.test.js'] },
  acts: /[\u001b\u0007\u009b\r]/,
  shown: 'all is well',
});
