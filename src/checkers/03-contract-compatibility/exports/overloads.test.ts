import { expect, test } from 'vitest';
import { treeOf } from '../fixtures/trees-of.ts';
import { compareSurfaces } from './compare-exports.ts';
import { surfaces } from './surface.ts';

async function lost(base: string, head: string, path = 'index.ts'): Promise<string[]> {
  const [was, is] = [await surfaces(treeOf({ [path]: base }))(path), await surfaces(treeOf({ [path]: head }))(path)];
  return compareSurfaces(was, is).map(({ kind, at, text }) => `${kind}:${at?.line} ${text}`);
}

/** A function of these overloads, each on a line of its own, and its body. */
const f = (...parameters: readonly string[]) =>
  `${parameters.map((one) => `export function f(${one}): void;\n`).join('')}export function f(...all: any[]): void {}\n`;
const A = (...parameters: readonly string[]) =>
  `export class A {\n${parameters.map((one) => `  a(${one}): void;\n`).join('')}  a(...all: any[]) {}\n}\n`;
const I = (...parameters: readonly string[]) =>
  `export interface I {\n${parameters.map((one) => `  a(${one}): void;\n`).join('')}}\nexport function g(): I {}\n`;

const gone = (what: string, line: number) => [`overload-removed:${line} cannot be called with (${what}) any more`];
const perhaps = (what: string, line: number) => [`overload-gone-perhaps:${line} has lost an overload, perhaps that with (${what})`];

test.each<[name: string, base: string, head: string, found: readonly string[]]>([
  ['an overload', f('a: string', 'a: number'), f('a: string'), gone('a: number', 1)],
  ['an overload of three', f('a: A', 'a: A, b: B', '...a: A[]'), f('a: A', 'a: A, b: B'), perhaps('...a: A[]', 2)],
  ['what one takes', f('a: string', 'a: number'), f("a: 'b' | 'c'", 'a: number'), gone('a: string', 1)],
  [
    'a parameter that may be left out',
    f('a: string, b?: string', 'a: number'),
    f('a: string, b: string', 'a: number'),
    gone('a: string, b?: string', 1),
  ],
  [
    'places',
    f('a: string, b: Buffer', 'a: number, b: Buffer'),
    f('a: Buffer, b: string', 'a: number, b: Buffer'),
    gone('a: string, b: Buffer', 1),
  ],
  ['places of types by name', f('a: Foo, b: Bar', 'a: string'), f('a: Bar, b: Foo', 'a: string'), gone('a: Foo, b: Bar', 1)],
  [
    'places where there is one way',
    f('a: Foo, b: Bar'),
    f('a: Bar, b: Foo'),
    ['parameters-swapped:1 takes (a: Bar, b: Foo), and (a: Foo, b: Bar) before'],
  ],
  ['a type that may be another', f('a: Foo', 'a: Bar'), f('a: Foo'), perhaps('a: Bar', 1)],
  ['a function in place of a text', f('a: string', 'a: () => void'), f('a: () => void', 'a: string[]'), gone('a: string', 1)],
  [
    'all ways that need no argument',
    'export function f(a?: string): void {}',
    f('a: string', 'a: string, b: string'),
    gone('a?: string', 1),
  ],
  [
    'a part of a union divided among overloads',
    f('a: string | number | boolean'),
    f('a: string', 'a: number'),
    gone('a: string | number | boolean', 1),
  ],
  [
    'an overload of a method',
    A('a: string', 'a: number'),
    A('a: string'),
    gone('a: number', 2).map((one) => one.replace('cannot', '.a: cannot')),
  ],
  [
    'an overload of a constructor',
    A('').replaceAll('a(', 'constructor(').replace('()', '(a: string)'),
    A('').replaceAll('a(', 'constructor(').replace('()', '(a: number)'),
    ['parameter-type-narrowed:2 to be made takes number as argument 1, string before'],
  ],
  [
    'an overload of a member',
    I('a: string', 'a: number'),
    I('a: string'),
    ['overload-removed:2 .a: cannot be called with (a: number) any more'],
  ],
])('what is lost: %s', async (_, base, head, found) => {
  expect(await lost(base, head)).toEqual(found);
});

test.each<[name: string, base: string, head: string]>([
  ['another order', f('a: string', 'a: number', 'a: A'), f('a: A', 'a: number', 'a: string')],
  ['one more', f('a: string'), f('a: string', 'a: number')],
  ['one more of a function', 'export function f(a: string): void {}', f('a: string', 'a: string, b: number')],
  ['two as a union', f('a: string', 'a: number'), f('a: number | string')],
  ['two of names as a union', f('a: A, c: C', 'a: B, c: C'), f('b: B | A, d: C')],
  ['an argument that may be left out', f('a: A', 'a: A, b: B'), f('a: A, b?: B')],
  ['a union divided among overloads', f('a: string | number'), f('a: string', 'a: number')],
  ['a function in place of overloads', f('a: string', "a: 'b'"), 'export function f(a: string): void {}'],
  ['anything', f('a: A', 'a: B'), f('a: unknown')],
  ['no types', f('a: A', 'a: B'), 'export function f(a): void {}'],
  ['a text that is a literal', f("a: 'b'", 'a: number'), f('a: string', 'a: number')],
  ['a text that is a pattern', f("a: 'b-c'", 'a: number'), f('a: `b-${string}`', 'a: number')],
  ['types by other names', f('a: A', 'a: B'), f('a: C', 'a: D')],
  [
    'other names of open types',
    f('a: string', 'a: number').replaceAll('f(', 'f<A, B>('),
    f('a: string', 'a: number').replaceAll('f(', 'f<B, A>('),
  ],
  ['places of open types', 'export function f<A, B>(a: A, b: B): void {}', 'export function f<A, B>(a: B, b: A): void {}'],
  ['a callback that is told more', f('a: string', 'a: (b: B) => void'), f('a: string', 'a: (b: B, c: C) => void')],
  ['an object that takes a text', f('a: string', 'a: B'), f('a: { length: number }', 'a: B')],
  ['the same of a class', A('a: string', 'a: number'), A('a: number', 'a: string')],
  [
    'both ways of an accessor',
    'export class A { get a(): string {} set a(b: string) {} }',
    'export class A { get a(): B {} set a(b: C) {} }',
  ],
  ['a class and a namespace', 'export class f {} export namespace f {}', 'export function f(): B; export namespace f {}'],
])('nothing: %s', async (_, base, head) => {
  expect(await lost(base, head)).toEqual([]);
});

test('in JavaScript nobody says what may be left out', async () => {
  expect(await lost('export function f(a) {}', 'export function f(a, b) {}', 'index.js')).toEqual([]);
});

test('overloads of definitions have no body', async () => {
  const of = (...parameters: readonly string[]) => parameters.map((one) => `export function f(${one}): void;\n`).join('');
  expect(await lost(of('a: string', 'a: number'), of('a: number'), 'index.d.ts')).toEqual(gone('a: string', 1));
});
