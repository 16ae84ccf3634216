import { expect, test } from 'vitest';
import { json } from '../rig/answers.ts';
import { GOOD } from '../rig/greeter.ts';
import { makeLine } from '../rig/line.ts';

const DATABASE = `import { createServer } from 'node:http';
if (process.argv[2] === 'broken') {
  console.error('no space left for the data');
  setInterval(() => {}, 1000);
} else createServer((_, response) => response.end(JSON.stringify({ secret: process.env.DATABASE_SECRET ?? null }))).listen(18423, '127.0.0.1');
`;

const TEST = `import assert from 'node:assert/strict';
import { test } from 'node:test';

test('the database knows the secret that passes, and it alone', async () => {
  const answer = await fetch('http://127.0.0.1:18423/');
  assert.deepEqual([await answer.json(), process.env.OTHER_SECRET], [{ secret: 'sesame' }, undefined]);
});
`;

interface Answer {
  readonly checkers: readonly { readonly number: number; readonly verdict: string; readonly reason?: string }[];
}

const service = (word: string, timeoutSeconds: number) => ({
  services: { database: { command: `node database.js ${word}`, ready: { http: 'http://127.0.0.1:18423/' }, timeoutSeconds } },
  env: ['DATABASE_SECRET', 'NOT_SET'],
});

test('the tests have their services, with the names of the environment that pass, and nothing is left of them', async () => {
  const files = { 'database.js': DATABASE, 'test/database.test.js': TEST };
  await using line = makeLine({ config: service('', 60), files });
  line.commit(GOOD, 'Say goodbye');
  Object.assign(line.env, { DATABASE_SECRET: 'sesame', OTHER_SECRET: 'x' });
  expect((await json(line, 'check', '--head', 'HEAD', '--attest')).code).toBe(0);
  // The name is written down, the value nowhere.
  const { payload } = JSON.parse(line.git('notes', '--ref=jidoka', 'show', 'HEAD')) as { payload: string };
  const said = Buffer.from(payload, 'base64').toString();
  expect([(JSON.parse(said) as { predicate: { env: string[] } }).predicate.env, said.includes('sesame')]).toEqual([
    ['DATABASE_SECRET'],
    false,
  ]);
  expect(line.processes()).toEqual([]);
});

test('a service that does not become ready is no answer, and says its last words', async () => {
  await using line = makeLine({ config: service('broken', 1), files: { 'database.js': DATABASE } });
  line.write(GOOD);
  const { code, answer } = await json(line, 'check', '--only', '6');
  expect({ code, checkers: (answer as Answer).checkers.map(({ verdict, reason }) => [verdict, reason]) }).toEqual({
    code: 3,
    checkers: [
      [
        'errored',
        'the service database was not ready within 1 s; its last words: no space left for the data (look at services.database in .jidoka/config.yaml: its command, and what tells that it is ready)',
      ],
    ],
  });
  expect(line.processes()).toEqual([]);
});
