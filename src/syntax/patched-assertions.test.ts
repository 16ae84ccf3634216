import { expect, test } from 'vitest';
import { patchedAssertionsIn } from './assertions.ts';
import { parseSource } from './parse-source.ts';

function patches(text: string): number {
  const source = parseSource('a.ts', text);
  if (source === null || source.problem !== null) throw new Error('does not parse');
  return patchedAssertionsIn(source.program).length;
}

test.each([
  [1, `Object.assign(process.getBuiltinModule('node:assert').strict, { equal: () => true });`],
  [1, `Reflect.set(process.getBuiltinModule('assert/strict'), 'equal', () => true);`],
  [1, `process.getBuiltinModule('node:test').test = () => true;`],
  [1, `Reflect.set(assert, 'equal', () => true);`],
  [0, `Object.assign({}, process.getBuiltinModule('node:assert'));`],
  [0, `Object.assign(process.getBuiltinModule('node:fs'), {});`],
  [0, `new Map().set(assert, 1);`],
])('%i: %s', (count, text) => expect(patches(text)).toBe(count));
