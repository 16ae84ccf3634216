import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localTracker } from './local-tracker.ts';

let stateDir: string;
beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'jidoka-tracker-'));
});
afterEach(() => rm(stateDir, { recursive: true, force: true }));

const ticket = {
  id: 'ticket-r1',
  title: 'Release r1 was rolled back',
  summary: 'It failed.',
  evidence: ['3 of 4 requests failed'],
  reproduction: ['GET /users'],
  suspect: 'abc',
};

test('writes a ticket once, however often it is filed', async () => {
  const tracker = localTracker({ stateDir });
  const { path } = await tracker.file(ticket);
  expect(await tracker.file(ticket)).toEqual({ path: join(stateDir, 'tickets', 'ticket-r1.md') });
  expect(await readdir(join(stateDir, 'tickets'))).toEqual(['ticket-r1.md']);
  expect(await readFile(path, 'utf8')).toBe(`# Release r1 was rolled back

Ticket \`ticket-r1\`

It failed.

## Evidence

- 3 of 4 requests failed

## Reproduction

- GET /users

## Suspect

- commit \`abc\`
`);
});

test('what a release wrote stays text', async () => {
  const { path } = await localTracker({ stateDir }).file({
    ...ticket,
    title: '[x](javascript:1) <script>\n# Heading \u001b[31m@all `a` | &lt;',
  });
  const [title] = (await readFile(path, 'utf8')).split('\n');
  expect(title).toBe('# \\[x\\](javascript:1) &lt;script&gt; # Heading  \\[31m\\@all \\`a\\` \\| &amp;lt;');
});

test.each([
  [
    'release-mws7-1a2b was taken back: 3.5 % (of 200), see /users?a=1&b=2_c!',
    'release-mws7-1a2b was taken back: 3.5 % (of 200), see /users?a=1&b=2_c!',
  ],
  ['snake_case, _emphasis_ and **more**', 'snake_case, \\_emphasis\\_ and \\*\\*more\\*\\*'],
  ['- a list', '\\- a list'],
  ['  # a heading #', '\\# a heading \\#'],
  ['1. a list', '1\\. a list'],
  ['fixes #12, http://x.test and www.x.test', 'fixes \\#12, http\\://x.test and www\\.x.test'],
  ['--- ===', '\\--- ==='],
])('%j is written as it reads, and acts nowhere', async (line, written) => {
  const { path } = await localTracker({ stateDir }).file({ ...ticket, evidence: [line] });
  expect((await readFile(path, 'utf8')).split('## Evidence\n\n')[1]?.split('\n')[0]).toBe(`- ${written}`);
});

test('an id cannot leave the folder', async () => {
  await expect(localTracker({ stateDir }).file({ ...ticket, id: '../x' })).rejects.toThrow('cannot be called');
});
