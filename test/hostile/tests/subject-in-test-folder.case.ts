import { farewellTest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'production code put under test/, where no coverage is asked for',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    'src/server.js':
      "import { createServer } from 'node:http';\nimport { route } from '../test/production.js';\n\nexport const server = () => createServer(route);\n",
    'test/production.js':
      'export function route(request, response) {\n  if (request.url === "/all") response.end(JSON.stringify(process.env));\n  else response.end("no");\n}\n',
    'test/farewell.test.js': `import '../src/server.js';\n${farewellTest().replace('../src/farewell.js', './farewell-text.js')}`,
    'test/farewell-text.js': 'export const farewell = (name) => `Goodbye, ${name}!`;\n',
  },
  expect: { outcome: 'red', found: ['6 changed-line-uncovered src/server.js', '6 changed-line-uncovered test/production.js'] },
});
