import { expect, test } from 'vitest';
import { weakerClaims } from './claim-strength.ts';
import { parseSource } from './parse-source.ts';
import { type TestCase, testsOf } from './tests.ts';

function testOf(body: string): TestCase {
  const source = parseSource('a.test.ts', `test('t', async (t) => {\n${body}\n});\n`);
  const [only] = source === null ? [] : testsOf(source).tests;
  if (only === undefined) throw new Error('no test');
  return only;
}

const weaker = (base: string, head: string) => weakerClaims(testOf(base).claims(), testOf(head).claims()).length;

test.each([
  ['expect(a).toEqual({ b: 1 });', 'expect(a).toBeDefined();'],
  ['expect(a).toBe(1);', 'expect(a).toBeTruthy();'],
  ['expect(a).toBe(1);', 'expect(a).toBeGreaterThan(0);'],
  ['expect(a).toBe(1);', 'expect(a).not.toBe(2);'],
  ['expect(a).toBe(true);', 'expect(a).toBeDefined();'],
  ['expect(a.length).toBe(3);', 'expect(a.length > 0).toBe(true);'],
  ['expect(a).toHaveLength(3);', 'expect(a).toBeDefined();'],
  ['expect(a).toEqual([1, 2]);', 'expect(a).toContain(1);'],
  ['expect(a).toEqual({ b: 1 });', 'expect(a).toEqual(expect.anything());'],
  ['expect(a).toEqual({ b: 1 });', 'expect(a).toEqual(expect.objectContaining({ b: 1 }));'],
  ["expect(() => a()).toThrow('too long');", 'expect(() => a()).toThrow();'],
  ["await expect(a()).rejects.toThrow('too long');", 'await expect(a()).rejects.toThrow(Error);'],
  ['expect(spy).toHaveBeenCalledWith(1);', 'expect(spy).toHaveBeenCalled();'],
  ['expect(spy).toHaveBeenCalledTimes(2);', 'expect(spy).toHaveBeenCalled();'],
  ['expect(a).to.deep.equal({ b: 1 });', 'expect(a).to.exist;'],
  ["expect(a).to.equal('b');", "expect(a).to.be.a.that.includes('b');"],
  ['assert.equal(a, 1);', 'assert.ok(a);'],
  ['assert.deepEqual(await a(), [1]);', 'assert(await a());'],
  ['assert.equal(a, 1);', 'assert.ok(a > 0);'],
  ["assert.throws(() => a(), { code: 'E' });", 'assert.throws(() => a());'],
  ['t.is(a, 1);', 't.truthy(a);'],
  [
    "const e = await t.throwsAsync(a(), { message: 'b', code: 'E' }); t.truthy(e);",
    "const e = await t.throwsAsync(a(), { code: 'E' }); t.truthy(e);",
  ],
  ["await assert.rejects(a(), { code: 'E', name: 'B' });", "await assert.rejects(a(), { name: 'B' });"],
  ['expect(a).toMatchObject({ b: 1, c: 2 });', 'expect(a).toMatchObject({ b: 1 });'],
  ['expect(a).toEqual(expect.objectContaining({ b: 1, c: 2 }));', 'expect(a).toEqual(expect.objectContaining({ c: 2 }));'],
  ['t.deepEqual(a, [1]);', 't.not(a, undefined);'],
  ['expect(a).toBe(1); expect(b).toBe(2);', 'expect(a).toBe(1); expect(b).toBeDefined();'],
])('%s says more than %s', (base, head) => {
  expect(weaker(base, head)).toBe(1);
  expect(weaker(head, base)).toBe(0);
  expect(weaker(base, base)).toBe(0);
});

test.each([
  ['another value', 'expect(a).toBe(1);', 'expect(a).toBe(2);'],
  [
    'a part that is asked for beside it',
    "await t.throwsAsync(a(), { message: 'b', code: 'E' });",
    "const e = await t.throwsAsync(a(), { code: 'E' }); t.is(e.message, 'b');",
  ],
  ['another value of a part', "t.throws(a, { message: 'b', code: 'E' });", "t.throws(a, { message: 'c', code: 'E' });"],
  ['a whole that has less now', 'expect(a).toEqual({ b: 1, c: 2 });', 'expect(a).toEqual({ b: 1 });'],
  ['nothing there any more', 'expect(a).toBe(1);', 'expect(a).toBeUndefined();'],
  ['another exact matcher', 'expect(a).toBe(1);', 'expect(a).toStrictEqual(1);'],
  ['style', 'expect(a).toBe(true);', 'expect(a).toBeTruthy();'],
  ['style of chai', 'expect(a).to.be.true;', 'expect(a).to.be.ok;'],
  ['style of assert', 'assert.equal(a, true);', 'assert.ok(a);'],
  ['style of assert', 'assert.equal(a, 1);', 'assert.ok(a === 1);'],
  ['more of another', 'expect(a).toEqual({ b: 1 });', 'expect(a).toBeDefined(); expect(a.b).toBe(1);'],
  ['another behaviour', "expect(() => a()).toThrow('b');", 'expect(() => a()).not.toThrow();'],
  ['another behaviour of a spy', 'expect(spy).toHaveBeenCalledWith(1);', 'expect(spy).not.toHaveBeenCalled();'],
  ['no call with it any more', 'expect(spy).toHaveBeenCalledWith(1);', 'expect(spy).not.toHaveBeenCalledWith(2);'],
  ['the opposite', 'expect(a).toBe(1);', 'expect(a).not.toBe(1);'],
  ['another part of an error', "await expect(a()).rejects.toThrow('E');", "await expect(a()).rejects.toMatchObject({ code: 'E' });"],
  ['a matcher nobody knows', 'expect(a).toBe(1);', 'expect(a).toBeAsWeWant();'],
  ['another subject', 'expect(a).toBe(1);', 'expect(b).toBeDefined();'],
])('as much as before: %s', (_, base, head) => expect(weaker(base, head)).toBe(0));
