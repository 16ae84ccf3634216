import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

const KEYS = ['build', 'test', 'lint', 'start', 'install', 'prepare'];

test.each([
  ['tset', 'test'],
  ['Build', 'build'],
  ['buidl', 'build'],
  ['installl', 'install'],
  ['prep', 'prepare'],
  ['deploy', null],
  ['x', null],
])('%j: %j was meant', (word, meant) => {
  expect(nearest(word, KEYS)).toBe(meant);
});

test('nothing is near where there is nothing', () => {
  expect(nearest('build', [])).toBe(null);
});
