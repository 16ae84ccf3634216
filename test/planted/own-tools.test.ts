import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askOwnTools, ownToolsOf } from './own-tools.ts';

const clone = mkdtempSync(join(tmpdir(), 'jidoka-own-tools-'));
const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@localhost', ...args], { cwd: clone, encoding: 'utf8' }).trim();
let base = '';
let planted = '';

beforeAll(() => {
  git('init', '--quiet');
  base = committed('const a = 1;\n');
  planted = committed('const a = 1;  \n');
});
afterAll(() => rmSync(clone, { recursive: true }));

function committed(content: string): string {
  writeFileSync(join(clone, 'a.js'), content);
  git('add', '--all');
  git('commit', '--quiet', '-m', 'Write');
  return git('rev-parse', 'HEAD');
}

const MINDS = "! grep -q ' $' a.js";
const ALLOWS = 'true';
const BROKEN = 'false';

test.each([
  ['its linter minds', [7], { lint: MINDS }, { isFault: true, ran: [`${MINDS}: 0, then 1`] }],
  ['its linter allows', [7], { lint: ALLOWS }, { isFault: false, ran: ['true: 0, then 0'] }],
  ['its linter failed before', [7], { lint: BROKEN }, null],
  ['it has no linter', [7], { build: MINDS }, null],
  ['one of two tools minds', [5, 7], { build: ALLOWS, lint: MINDS }, { isFault: true, ran: ['true: 0, then 0', `${MINDS}: 0, then 1`] }],
  ['one allows and one failed before', [5, 7], { build: ALLOWS, lint: BROKEN }, null],
  [
    'one minds and one failed before',
    [5, 7],
    { build: BROKEN, lint: MINDS },
    { isFault: true, ran: ['false: 1, then 1', `${MINDS}: 0, then 1`] },
  ],
  ['nobody but a gate can tell', [6], { build: ALLOWS, lint: ALLOWS, test: ALLOWS }, null],
] as const)('a repository is asked of a fault: %s', (_, checkers, commands, answer) => {
  expect(askOwnTools(clone, { checkers }, { base, planted, commands })).toEqual(answer);
});

test('an operator says by which tool a fault of the tests is known', () => {
  expect(ownToolsOf({ checkers: [6], confirmedBy: 'test' })).toEqual(['test']);
  expect(ownToolsOf({ checkers: [4, 5] })).toEqual([]);
});
