import { expect, test } from 'vitest';
import { changeBetween } from '../../test/rig/gate.ts';
import { createRepository, type Files } from '../../test/rig/repository.ts';
import type { Rule } from '../checkers/checker.ts';
import { attribute, type RawObservation } from './baseline.ts';

const RULES: Record<string, Rule> = {
  bad: { severity: 'error', title: 'Bad', remediation: 'Make it good.' },
  odd: { severity: 'warning', title: 'Odd', remediation: 'Make it even.' },
};

async function attributed(base: Files, head: Files, observations: readonly RawObservation[]) {
  using repo = createRepository(base);
  const commit = repo.git('rev-parse', 'HEAD');
  await using open = await changeBetween(repo, commit, repo.commit(head));
  return await attribute({ checker: 'x', rules: RULES, observations, capabilities: open.capabilities });
}

/** `path:line state` of each finding. */
const places = async (...args: Parameters<typeof attributed>) =>
  (await attributed(...args)).map(({ path, range, baselineState }) => `${path}:${range?.startLine} ${baselineState}`);

const at = (side: 'base' | 'head', path: string, line: number, more: Partial<RawObservation> = {}): RawObservation => ({
  rule: 'bad',
  message: 'bad',
  path,
  range: { startLine: line },
  side,
  ...more,
});

test('what only moved is unchanged, and keeps its fingerprint', async () => {
  const base = { 'a.js': 'bad();\n' };
  const here = await attributed(base, { 'a.js': '\n\n  bad( );\n'.replace('( )', '()') }, [at('base', 'a.js', 1), at('head', 'a.js', 3)]);
  const there = await attributed(base, { 'a.js': '\nbad();\n' }, [at('base', 'a.js', 1), at('head', 'a.js', 2)]);
  expect([here.map(({ baselineState }) => baselineState), here[0]?.fingerprint === there[0]?.fingerprint]).toEqual([['unchanged'], true]);
});

test('a finding follows its file to a new name', async () => {
  const text = `bad();\n${'same();\n'.repeat(50)}`;
  expect(await places({ 'a.js': text }, { 'a.js': null, 'b.js': text }, [at('base', 'a.js', 1), at('head', 'b.js', 1)])).toEqual([
    'b.js:1 unchanged',
  ]);
});

test('a new file in the place of a renamed one is all new', async () => {
  const text = `bad();\n${'same();\n'.repeat(50)}`;
  const seen = [at('base', 'a.js', 1), at('head', 'a.js', 1), at('head', 'b.js', 1)];
  expect(await places({ 'a.js': text }, { 'a.js': 'bad();\n', 'b.js': text }, seen)).toEqual(['a.js:1 unchanged', 'b.js:1 new']);
});

test('of several alike those on changed lines are the new ones', async () => {
  const seen = [at('head', 'a.js', 1), at('head', 'a.js', 3), at('base', 'a.js', 1)];
  expect(await places({ 'a.js': 'bad();\n\n' }, { 'a.js': 'bad();\n\nbad();\n' }, seen)).toEqual(['a.js:1 unchanged', 'a.js:3 new']);
  const before = [at('head', 'a.js', 1), at('head', 'a.js', 3), at('base', 'a.js', 2)];
  expect(await places({ 'a.js': '\nbad();\n' }, { 'a.js': 'bad();\n\nbad();\n' }, before)).toEqual(['a.js:1 new', 'a.js:3 unchanged']);
});

test('what is gone is absent, what is only at head is new', async () => {
  const seen = [at('base', 'a.js', 1), at('head', 'a.js', 1, { rule: 'odd' })];
  expect(await places({ 'a.js': 'bad();\n' }, { 'a.js': 'good();\n' }, seen)).toEqual(['a.js:1 absent', 'a.js:1 new']);
});

test('rule, code and place tell findings apart; a place outside the tree is told by its message', async () => {
  const base = { 'a.js': 'x();\n', 'b.js': 'x();\n' };
  const seen = [
    at('base', 'a.js', 1),
    at('head', 'a.js', 1, { code: 'other' }),
    at('head', 'b.js', 1),
    at('head', '../../etc/passwd', 1),
    { rule: 'bad', message: 'as a whole', path: '.' },
  ];
  const found = await attributed(base, { 'c.js': '' }, seen);
  expect(found.map(({ path, baselineState }) => `${path} ${baselineState}`)).toEqual([
    '. new',
    '../../etc/passwd new',
    'a.js absent',
    'a.js new',
    'b.js new',
  ]);
  expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(5);
});

test('a finding may be milder than its rule, never harsher, and carries what a person needs', async () => {
  const found = await attributed({ 'a.js': 'x();\n' }, { 'a.js': 'y();\n' }, [
    at('head', 'a.js', 1, { severity: 'note', reproduce: 'npx x', remediation: 'Do y.' }),
    at('head', 'a.js', 1, { rule: 'odd', severity: 'error' }),
  ]);
  expect(found.map(({ fingerprint: _, ...rest }) => rest)).toEqual([
    {
      rule: 'bad',
      severity: 'note',
      message: 'bad',
      path: 'a.js',
      range: { startLine: 1 },
      baselineState: 'new',
      reproduce: 'npx x',
      remediation: 'Do y.',
    },
    {
      rule: 'odd',
      severity: 'warning',
      message: 'bad',
      path: 'a.js',
      range: { startLine: 1 },
      baselineState: 'new',
      remediation: 'Make it even.',
    },
  ]);
});
