import { expect, test } from 'vitest';
import { treeOf } from '../fixtures/trees-of.ts';
import { compareSurfaces } from './compare-exports.ts';
import { surfaces } from './surface.ts';

async function lost(base: string, head: string): Promise<string[]> {
  const [was, is] = [await surfaces(treeOf({ 'index.ts': base }))('index.ts'), await surfaces(treeOf({ 'index.ts': head }))('index.ts')];
  return compareSurfaces(was, is).map(({ kind, at }) => `${kind}:${at?.line}`);
}

const A = (inside: string, head = 'class A') => `export ${head} {\n  ${inside}\n}\n`;
const MAKE = 'constructor(a?: string) {}';

test.each<[name: string, base: string, head: string, found: readonly string[]]>([
  ['a private one', A(MAKE), A(`private ${MAKE}`), ['class-closed:2']],
  ['a protected one', A(MAKE), A(`protected ${MAKE}`), ['class-closed:2']],
  ['of a class that extends another', A(MAKE, 'class A extends B'), A(`private ${MAKE}`, 'class A extends B'), ['class-closed:2']],
  ['where none was written', A('a = 1;'), A('a = 1;\n  private constructor() {}'), ['class-closed:3']],
  ['an abstract class', A(MAKE), A(MAKE, 'abstract class A'), ['class-closed:1']],
  ['one that was private', A(`private ${MAKE}`), A(`protected ${MAKE}`), []],
  ['one that is opened', A(`private ${MAKE}`), A(MAKE), []],
  ['one that stays', A(MAKE), A(`public ${MAKE}`), []],
])('a constructor: %s', async (_, base, head, found) => {
  expect(await lost(base, head)).toEqual(found);
});
