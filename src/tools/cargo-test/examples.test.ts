import { expect, test } from 'vitest';
import { examplesOf } from './examples.ts';

test('examples are called by what they document, in the order of their lines', () => {
  const result = (name: string, failure: string | null = null) =>
    ({ name, status: failure === null ? 'passed' : 'failed', failure }) as const;
  const told = examplesOf('/c', [
    result('src/lib.rs - add (line 20)', 'in /c/src/lib.rs'),
    result('src/lib.rs - (line 3)'),
    result('src/lib.rs - add (line 9)'),
    result('no example'),
  ]);
  expect(told.map(({ name, file, line, message }) => [...name, file, line, message])).toEqual([
    ['documentation example of the file', null, null, null],
    ['documentation example of the file', 'src/lib.rs', 3, null],
    ['documentation example of add', 'src/lib.rs', 9, null],
    ['documentation example of add (2)', 'src/lib.rs', 20, 'src/lib.rs - add (line 20): in src/lib.rs'],
  ]);
});
