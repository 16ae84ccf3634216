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

Ticket ticket\\-r1

It failed.

## Evidence

- 3 of 4 requests failed

## Reproduction

- GET /users

## Suspect

- commit abc
`);
});

test('what a release wrote stays text', async () => {
  const { path } = await localTracker({ stateDir }).file({
    ...ticket,
    title: '[x](javascript:1) <script>\n# Heading \u001b[31m@all `a` | &lt;',
  });
  const [title] = (await readFile(path, 'utf8')).split('\n');
  expect(title).toBe('# \\[x\\]\\(javascript\\:1\\) &lt;script&gt; \\# Heading  \\[31m\\@all \\`a\\` \\| &amp;lt;');
});

test('an id cannot leave the folder', async () => {
  await expect(localTracker({ stateDir }).file({ ...ticket, id: '../x' })).rejects.toThrow('cannot be called');
});
