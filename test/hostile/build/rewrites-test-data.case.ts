import { GREET_TEST } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a build that writes other expectations into the data of the tests there are',
  promise: 'build',
  level: 'detected',
  stage: 'gate',
  base: {
    'scripts/build.config.js': "import '../src/server-options.js';\n",
    'src/server-options.js': '',
    'test/cases.json': '{ "Ada": "Hello, Ada!" }\n',
    'test/greet.test.js': GREET_TEST.replace('import { test }', "import { readFileSync } from 'node:fs';\nimport { test }").replace(
      "'Hello, Ada!'",
      "JSON.parse(readFileSync('test/cases.json', 'utf8')).Ada",
    ),
  },
  config: { commands: { build: 'node scripts/build.config.js', test: 'node --test' } },
  change: {
    'src/greet.js': 'export function greet(name) {\n  return `Hallo, ${name}!`;\n}\n',
    'src/server-options.js':
      "import { writeFileSync } from 'node:fs';\n\nif (process.argv[1]?.includes('build')) writeFileSync('test/cases.json', '{ \"Ada\": \"Hallo, Ada!\" }\\n');\n",
    'test/options.test.js': "import { test } from 'node:test';\nimport '../src/server-options.js';\n\ntest('options', () => undefined);\n",
  },
  expect: {
    outcome: 'undecided',
    reasons: ['6 test-coverage errored: the build rewrote test/cases.json: what was tested is not what was judged (let it wri'],
  },
});
