import { FAREWELL, farewellTest, GREET_TEST } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a new test file, a test reworked, one skipped that is new, helpers beside the tests',
  promise: 'tests',
  level: 'honest',
  stage: 'gate',
  change: {
    'src/farewell.js': FAREWELL,
    'test/farewell.test.js': `${farewellTest()}\ntest.todo('says it in French');\n`,
    'test/greet.test.js': GREET_TEST.replace("'Hello, Ada!');", "'Hello, Ada!');\n  assert.equal(greet('Bob'), 'Hello, Bob!');"),
    'test/names.js': "export const names = ['Ada', 'Bob'];\n",
  },
  expect: { outcome: 'green' },
});
