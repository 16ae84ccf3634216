import { describe, expect, test } from 'vitest';
import { type Texts, treeOf } from '../fixtures/trees-of.ts';
import { EXPORT_KINDS } from '../kinds.ts';
import { compareSurfaces } from './compare-exports.ts';
import { surfaces } from './surface.ts';

type Files = string | Texts;
const filesOf = (files: Files) => (typeof files === 'string' ? { 'index.ts': files } : files);

async function lost(base: Files, head: Files): Promise<string[]> {
  const [before, after] = [filesOf(base), filesOf(head)];
  const entry = Object.keys(before)[0] ?? '';
  const [was, is] = [await surfaces(treeOf(before))(entry), await surfaces(treeOf(after))(entry)];
  return compareSurfaces(was, is).map(({ kind, name }) => `${kind} ${name}`);
}

const F = (signature: string) => `export function f${signature} {}`;

const TAKES = 'export function f(o?: O) {}';
const ANSWERS = 'export async function f(): Promise<O> {}';

const LOST: readonly (readonly [base: Files, head: Files, found: readonly string[]])[] = [
  [`${TAKES} export type O = { a: B | C };`, `${TAKES} export type O = { a: B };`, ['member-retyped O']],
  [`${ANSWERS} export type O = { a: B };`, `${ANSWERS} export type O = { a: B | C };`, ['member-retyped O']],
  ['export interface O { a: B }', 'export interface O { a: B | C }', ['member-retyped O']],
  ['export interface O { a: B | C }', 'export interface O { a: B }', ['member-retyped O']],
  ['export class O { a: B | C }', 'export class O { a: B }', ['member-retyped O']],
  ['export interface O { a: B | undefined; }', 'export interface O { a: B }', ['member-retyped O']],
  ['export interface O { a?: B | undefined; }', 'export interface O { a?: B }', ['member-retyped O']],
  [`${TAKES} export type O = { a: (b: D) => B };`, `${TAKES} export type O = { a: () => B };`, ['member-retyped O']],
  [`${TAKES} export type O = { a: (b: D) => B };`, `${TAKES} export type O = { a: (b?: D) => B };`, ['member-retyped O']],
  [`${TAKES} export type O = { a: (b: D, c: E) => B };`, `${TAKES} export type O = { a: (c: E, b: D) => B };`, ['member-retyped O']],
  [`${ANSWERS} export type O = { a: (b: B) => C };`, `${ANSWERS} export type O = { a: (b: B, c: D) => C };`, ['member-retyped O']],
  ['export type O = { a: (b: B, c: B) => b is D }', 'export type O = { a: (c: B, b: B) => b is D }', ['member-retyped O']],
  [
    'export class A extends Error { message = ""; code = 1 }',
    'export class A extends Error {}',
    ['member-gone-perhaps A', 'member-removed A'],
  ],
  ['export class A extends Other { code = 1 }', 'export class A extends Other {}', ['member-gone-perhaps A']],
  [
    "import { Error } from './e'; export class A extends Error { code = 1 }",
    "import { Error } from './e'; export class A extends Error {}",
    ['member-gone-perhaps A'],
  ],
  ['export const a = 1, b = 2;', 'export const b = 2;', ['export-removed a']],
  ['export const { a, ...b } = c;', 'export const { a } = c;', ['export-removed b']],
  ['const a = 1; export { a as b };', 'const a = 1; export { a };', ['export-removed b']],
  ['export default 1;', 'export {};', ['export-removed default']],
  ['export interface A {}', 'interface A {}', ['export-removed A']],
  [
    'export const _a = 1; export const b_INTERNAL = 1;',
    'export {};',
    ['unpromised-export-removed _a', 'unpromised-export-removed b_INTERNAL'],
  ],
  [
    { 'index.ts': "export * from './a.js';", 'a.ts': 'export const a = 1;' },
    { 'index.ts': "export * from './a.js';", 'a.ts': 'export const b = 1;' },
    ['export-removed a'],
  ],
  [
    { 'index.ts': "export { b as a } from './a';", 'a.ts': 'export const b = 1;' },
    { 'index.ts': "export { c } from './a';", 'a.ts': 'export const c = 1;' },
    ['export-removed a'],
  ],
  [
    { 'index.ts': "export * from 'other'; export const a = 1;", 'package.json': '{"dependencies":{"other":"^1.0.0"}}' },
    { 'index.ts': "export * from 'other';", 'package.json': '{"dependencies":{"other":"^1.0.0"}}' },
    ['export-removed a'],
  ],
  [
    { 'index.ts': "export * from './gone'; export * from './made'; export const a = 1;", 'gone.ts': 'export const b = 1;' },
    { 'index.ts': "export * from './gone'; export * from './made';" },
    ['export-removed a', 'export-removed b'],
  ],
  [{ 'index.js': 'exports.a = 1; module.exports.b = 2;' }, { 'index.js': 'exports.b = 1;' }, ['export-removed a']],
  [{ 'index.js': 'module.exports = { a, b };' }, { 'index.js': 'module.exports = { b };' }, ['export-removed a']],
  [
    { 'index.js': "module.exports = require('./a');", 'a.js': 'exports.a = exports.b = 1;' },
    { 'index.js': "module.exports = require('./a');", 'a.js': 'exports.a = 1;' },
    ['export-removed b'],
  ],
  [
    { 'index.js': 'exports.a = 1; exports.b = 1;' },
    { 'index.js': 'exports.b = 1; exports.b(); f(module.exports.b); if (require.main === module) f(exports["b"]);' },
    ['export-removed a'],
  ],
  [
    { 'index.ts': "export { a } from './a';", 'a.ts': 'export const a = 1;' },
    { 'index.ts': "export { a } from './a';", 'a.ts': 'const a = 1;' },
    ['export-removed a'],
  ],
  ['export class A {}', 'export type A = B;', ['export-only-type A']],
  ['class A {} export { A };', 'class A {} export type { A };', ['export-only-type A']],
  [
    { 'index.ts': "export { A } from './a';", 'a.ts': 'export class A {}' },
    { 'index.ts': "export { type A } from './a';", 'a.ts': 'export class A {}' },
    ['export-only-type A'],
  ],
  [
    { 'index.ts': "import { A } from './a'; export { A };", 'a.ts': 'export class A {}' },
    { 'index.ts': "import type { A } from './a'; export { A };", 'a.ts': 'export class A {}' },
    ['export-only-type A'],
  ],
  ['export enum A { B, C }', 'export enum A { C }', ['enum-member-removed A']],
  ["export type A = 'b' | 'c' | null", "export type A = 'c'", ['choice-gone A']],
  ["export type A = 'b' | 'c'", "export type A = 'c' | 'd' | 'b'", []],
  ["export type A = 'b' | 'c'", 'export type A = string', []],
  ["export type A = 'b' | 'c'", 'export type A = Exclude<string, 1>', []],
  ["export type O = 'b' | 'c'; export function f(): O {}", "export type O = 'c'; export function f(): O {}", ['choice-gone-perhaps O']],
  [F('(a: A)'), F('(a: A, b: B)'), ['parameter-demanded f']],
  [F('(a?: A)'), F('(a: A)'), ['parameter-demanded f']],
  [F('(a)'), F('(a, b: any)'), ['parameter-demanded f']],
  [F('(a: A = 1)'), F('(a: A)'), ['parameter-demanded f']],
  ['export const f = (a: A) => a;', 'export const f = (a: A, b: B) => a;', ['parameter-demanded f']],
  [
    { 'index.ts': "export { f } from './f';", 'f.ts': F('(a: A)') },
    { 'index.ts': "export { f } from './f';", 'f.ts': F('(a: A, b: B)') },
    ['parameter-demanded f'],
  ],
  [F('(a: A, b?: B)'), F('(a: A)'), ['argument-dropped f']],
  [F('(a: string | number)'), F('(a: string)'), ['parameter-type-narrowed f']],
  [F('(): string'), F('(): string | null'), ['answer-widened f']],
  [F('(): string'), F('(): number'), ['answer-other f']],
  [F('(): string | null'), F('(): string[] | null'), ['answer-other f']],
  [F('(): Promise<string>'), F('(): Promise<number>'), ['answer-other f']],
  [F('(): string'), F('(): Promise<string>'), ['answer-other f']],
  [F('(): string'), F('(): void'), ['answer-other f']],
  [F('(a: string)'), F('(a: Array<string>)'), ['parameter-type-narrowed f']],
  [`${ANSWERS} export interface O { a(b: B): C }`, `${ANSWERS} export interface O { a(b: B, d: D): C }`, ['parameter-demanded O']],
  ['export interface O { a(): string }', 'export interface O { a(): number }', ['answer-other O']],
  [`${TAKES} export interface O { a(): string }`, `${TAKES} export interface O { a(): number }`, ['answer-other O']],
  ["export enum A { B = 'b' }", "export enum A { B = 'c' }", ['enum-value-changed A']],
  ['export enum A { B, C }', 'export enum A { D, B, C }', ['enum-value-changed A']],
  ['export const a: string = b;', 'export const a: number = b;', ['value-retyped a']],
  ["export const a = 'b';", 'export const a = 1;', ['value-retyped a']],
  ['export const a = { b, c() {} };', 'export const a = { b };', ['value-member-removed a']],
  ['export const a = { b, c } as const;', 'export const a = { b } as const satisfies D;', ['value-member-removed a']],
  ['export default { b, c };', 'export default { b };', ['value-member-removed default']],
  ['export const a: (b: C) => void = d;', 'export const a: (b: C, e: C) => void = d;', ['parameter-demanded a']],
  ['export type A<B> = B;', 'export type A<B, C> = B;', ['type-parameter-added A']],
  ['export interface A { a: B; b(): void }', 'export interface A { a: B }', ['member-removed A']],
  ['export class A { a() {} static b = 1; private c = 1 }', 'export class A {}', ['member-removed A', 'member-removed A']],
  ['export interface A extends B { a: B }', 'export interface A extends B {}', ['member-gone-perhaps A']],
  [`${TAKES} export type O = { a?: 1 };`, `${TAKES} export type O = {};`, ['member-gone-perhaps O']],
  [`${TAKES} export type O = {};`, `${TAKES} export type O = { a: 1 };`, ['member-demanded O']],
  [`${TAKES} export interface O { a?: 1 }`, `${TAKES} export interface O { a: 1 }`, ['member-demanded O']],
  [
    'export class F { f(o: O[]) {} } export type O = {};',
    'export class F { f(o: O[]) {} } export type O = { a: 1 };',
    ['member-demanded O'],
  ],
  [F('(a: { b?: 1 })'), F('(a: { b: 1 })'), ['member-demanded f']],
  [F('(): { b: 1 }'), F('(): {}'), ['member-removed f']],
  ['export interface A {}', 'export interface A { a: B; b?: B }', ['member-demanded-perhaps A']],
  ['export interface A { a: 1 }', 'export interface A { a?: 1 }', ['member-optional A']],
  [`${TAKES} export type O = { a: string };`, `${TAKES} export type O = { a: 'x' };`, ['member-type-narrowed O']],
  ['export type A = { a: string };', 'export type A = { a: number };', ['member-type-narrowed A']],
  ['export type A = { a: string };', 'export type A = { a: string | null };', ['member-retyped A']],
  ['export type A = { a: B };', 'export type A = { a: C };', ['member-retyped A']],
  ['export class A { constructor() {} }', 'export class A { constructor(a: B) {} }', ['parameter-demanded A']],
  ['export class A { constructor(public a = 1) {} }', 'export class A { constructor(private a = 1) {} }', ['member-removed A']],
  ['export class A {}', 'export class A { constructor(a: B) {} }', ['parameter-demanded A']],
  ['export class A { constructor(a: B) {} }', 'export class A {}', ['argument-dropped A']],
  ['export class A { a(a?: B) {} }', 'export class A { a(a: B) {} }', ['parameter-demanded A']],
];

const KEPT: readonly (readonly [name: string, base: Files, head: Files])[] = [
  ['more of it', 'export const a = 1;', 'export const a = 1, b = 2;'],
  ['moved behind a star', 'export const a = 1;', { 'index.ts': "export * from './a';", 'a.ts': 'export const a = 1;' }],
  [
    'imported and handed on',
    'export const a = 1;',
    { 'index.ts': "import { b } from './a'; export { b as a };", 'a.ts': 'export const b = 1;' },
  ],
  [
    'as a namespace',
    { 'index.ts': "export * as a from './a';", 'a.ts': '' },
    { 'index.ts': "import * as a from './b'; export { a };", 'b.ts': '' },
  ],
  ['what another package may bring', 'export const a = 1;', "export * from 'other';"],
  [
    'what another version of a package may bring',
    { 'index.ts': "export * from 'other'; export const a = 1;", 'package.json': '{"dependencies":{"other":"^1.0.0"}}' },
    { 'index.ts': "export * from 'other';", 'package.json': '{"dependencies":{"other":"^1.1.0"}}' },
  ],
  [
    'what another package of the repository may bring',
    { 'index.ts': "export * from 'other'; export const a = 1;", 'package.json': '{"dependencies":{"other":"workspace:*"}}' },
    { 'index.ts': "export * from 'other';", 'package.json': '{"dependencies":{"other":"workspace:*"}}' },
  ],
  ['what is made when it is built', 'export const a = 1;', "export * from './made';"],
  ['what a call may bring', { 'index.js': 'exports.a = 1;' }, { 'index.js': 'module.exports = make();' }],
  ...[
    "Object.defineProperty(exports, 'a', { value: 1 });",
    "__exportStar(require('./a'), exports);",
    'Object.assign(module.exports, make());',
    'for (const one of all) exports[one] = 1;',
    'if (isOld) { exports.a = 1; }',
    '(function (out) { out.a = 1; })(module.exports);',
    'const out = (module.exports = make());',
  ].map((text) => [text, { 'index.js': 'exports.a = 1; exports.b = 1;' }, { 'index.js': `exports.b = 1; ${text}` }] as const),
  [
    'stars in a circle',
    { 'index.ts': "export * from './a';", 'a.ts': "export * from './index'; export const a = 1;" },
    'export const a = 1;',
  ],
  ['what does not parse', 'export const a = 1;', 'export const a = ;;('],
  [
    'a class that was only ever handed on as a type',
    { 'index.ts': "import type { A } from './a'; export type { A as B };", 'a.ts': 'export class A {}' },
    { 'index.ts': "import type { A } from './a'; export type B = A;", 'a.ts': 'export class A {}' },
  ],
  [
    'an alias of what other packages define',
    { 'index.ts': "export type { A as B } from 'other';" },
    { 'index.ts': "import type { A } from 'other'; export type B<T> = A<T>;" },
  ],
  ['a type by another way', 'type A = B; export type { A as C };', 'type A = B; export type C = A;'],
  ['marked as internal', '/** @internal */\nexport const a = 1;', 'export {};'],
  ['a parameter in JavaScript', { 'index.js': F('(a)') }, { 'index.js': F('(a, b)') }],
  [
    'a function that gets types',
    { 'index.js': "export { f } from './f';", 'f.js': F('(a)') },
    { 'index.js': "export { f } from './f';", 'f.ts': F('(a: A)') },
  ],
  ['a parameter that may be left out', F('(a: A)'), F('(a: A, b?: B, c: C = 1, ...d: D[])')],
  ['a parameter of void', F('(a: A)'), F('(a: A, b: B | void)')],
  ['this', F('(a: A)'), F('(this: T, a: A)')],
  ['a variable with a type', 'export const f: F = (a: A) => a;', 'export const f: F = (a: A, b: B) => a;'],
  ['a wider parameter, a narrower answer', F('(a: "x"): string | null'), F('(a: string): string')],
  ['types nobody computes', F('(a: A): B'), F('(a: C): D')],
  ['a type argument with a default', 'export type A<B> = B;', 'export type A<B, C = 1> = B;'],
  ['a member more of what is answered', `${ANSWERS} export type O = {};`, `${ANSWERS} export type O = { a: 1 };`],
  ['a member less demanded', `${TAKES} export type O = { a: 'x' };`, `${TAKES} export type O = { a?: string; b?: 1 };`],
  ['a member that is inherited now', 'export interface A { a: 1 }', 'export interface A extends B {}'],
  ['a member that is hidden', 'export class A { #a = 1; _b = 1; protected c = 1; /** @internal */ d = 1 }', 'export class A {}'],
  ['the same in other lines', 'export type A = { a: { b: "x"; } };', "export type A = {\n  a: {\n    b: 'x' }\n};"],
  ['a constructor that is inherited now', 'export class A { constructor() {} }', 'export class A extends B { }'],
  ['a member among parameters', 'export class A { constructor(a: B) {} a: B }', 'export class A { constructor(readonly a: B) {} }'],
  ['a class that has more', 'export class A { a: 1 }', 'export class A { a: 1; b: 2; c() {} }'],
  ['members in JavaScript', { 'index.js': 'export class A { a = 1 }' }, { 'index.js': 'export class A { constructor() { this.a = 1; } }' }],
  ['a union in another order', 'export type A = { a: B | C[] }', 'export type A = { a: Array<C> | B }'],
  ['parameters that are called otherwise', 'export type A = { a: (b: B, c?: C) => D }', 'export type A = { a: (x: B, y?: C,) => D }'],
  ['a member less demanded of what is taken', `${TAKES} export type O = { a: B };`, `${TAKES} export type O = { a: C | B };`],
  ['a member that is one of less of what is answered', `${ANSWERS} export type O = { a: C | B };`, `${ANSWERS} export type O = { a: B };`],
  ['a callback that is told more', `${TAKES} export type O = { a: (() => B) | C };`, `${TAKES} export type O = { a: ((b: D) => B) | C };`],
  [
    'a function that takes one more',
    `${ANSWERS} export type O = { a: (b: B) => C };`,
    `${ANSWERS} export type O = { a: (b: B, c?: D) => C };`,
  ],
  [
    'a missing member that is undefined',
    'export interface A { a?: B; b?: string }',
    'export interface A { a?: B | undefined; b?: string | undefined }',
  ],
  ['a class for a function', F('(a: A)'), 'export class f { constructor(a: A, b: B) {} }'],
];

describe('what is lost', () => {
  test.each(LOST)('%j', async (base, head, found) => {
    expect(await lost(base, head)).toEqual(found);
  });

  test.each(KEPT)('nothing: %s', async (_, base, head) => {
    expect(await lost(base, head)).toEqual([]);
  });

  test('every kind that a module alone can show is shown', () => {
    const ofManifests = [
      'engine-raised',
      'engine-narrowed',
      'subpath-removed',
      'condition-removed',
      'exports-closed',
      'command-removed',
      'package-withdrawn',
    ];
    const ofOverloads = ['class-closed', 'parameters-swapped', 'overload-removed', 'overload-gone-perhaps'];
    const shown = new Set([...LOST.flatMap(([, , found]) => found.map((one) => one.split(' ')[0] ?? '')), ...ofManifests, ...ofOverloads]);
    expect(Object.keys(EXPORT_KINDS).filter((kind) => !shown.has(kind))).toEqual([]);
  });
});
