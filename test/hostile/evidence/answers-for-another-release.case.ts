import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a release that answers in the name of another one',
  promise: 'build',
  level: 'detected',
  stage: 'run',
  releases: true,
  base: {
    'src/name.js': 'export const nameOf = (env) => env.JIDOKA_RELEASE ?? "";\n',
    'src/server.js': `import { createServer } from 'node:http';
import { nameOf } from './name.js';

createServer((request, response) => {
  response.writeHead(200, { 'x-jidoka-release': nameOf(process.env) });
  response.end('ok');
}).listen(Number(process.env.PORT), '127.0.0.1');
`,
  },
  agent: ({ write }) =>
    write({
      'src/name.js': 'export const nameOf = (env) => `${env.JIDOKA_RELEASE ?? ""}-other`;\n',
      'test/name.test.js':
        "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { nameOf } from '../src/name.js';\n\ntest('AC-1: is named', () => {\n  assert.equal(nameOf({ JIDOKA_RELEASE: 'this' }), 'this-other');\n});\n",
    }),
  expect: { outcome: 'red', reason: 'rolled-back', merged: ['M src/name.js', 'A test/name.test.js'] },
});
