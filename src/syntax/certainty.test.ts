import { expect, test } from 'vitest';
import { parseSource } from './parse-source.ts';
import { testsOf } from './tests.ts';

function certain(body: string): number | undefined {
  const source = parseSource('a.test.ts', `test('t', async (t) => {\n${body}\n});\n`);
  if (source === null || source.problem !== null) throw new Error(`does not parse: ${source?.problem?.message ?? 'no source'}`);
  return testsOf(source).tests[0]?.certain;
}

test.each([
  "assert.equal(greet('Ada'), greet(`Ada`));",
  'expect(greet(a)).toBe(greet(a));',
  'await expect(greet(a)).resolves.toEqual(greet(a));',
  'for (let i = 0; i < 0; i += 1) assert.ok(a);',
  'for (let i = 3, j = 1; i < j; i += 1) assert.ok(a);',
  'for (; false; ) assert.ok(a);',
  'for (const one of []) assert.ok(a, one);',
  'for (const one of Object.keys({})) assert.ok(a, one);',
  'const none = []; for (const one of none) assert.ok(a, one);',
  'for (const one in {}) assert.ok(a, one);',
  "for (const one of a === 'b' ? [a] : []) assert.ok(one);",
  'done: { if (!a) break done; assert.ok(a); }',
  'for (const one of list) { if (one !== a) continue; assert.ok(one); }',
  'switch (a) { default: if (!a) break; assert.ok(a); }',
  'list.filter((one) => one === a).forEach((one) => assert.equal(one, a));',
  'const kept = list.filter((one) => one === a); kept.forEach((one) => assert.equal(one, a));',
  'for (const one of list.filter(isRight).map(double)) assert.equal(one, a);',
  'await run().then((one) => assert.ok(one)).then(undefined, () => undefined);',
  'await run().then((one) => assert.ok(one)).then(null, (error) => { console.log(error); });',
  'await Promise.allSettled(list.map(async (one) => assert.ok(one)));',
  'setTimeout(() => assert.ok(a), 1e6).unref();',
  'try { assert.ok(a); } finally { return; }',
  '(function* () { assert.ok(a); })();',
  'const claim = expect(a).toBe; void claim;',
  "try { run(); } catch (error) { assert.equal(error.code, 'E'); }",
  "try { if (a) return; run(); throw new Error('none'); } catch (error) { assert.equal(error.code, 'E'); }",
  "try { run(); if (a) throw new Error('none'); } catch (error) { assert.equal(error.code, 'E'); }",
  "try { run(); throw new Error('none'); } catch (error) { expect(error).toBeInstanceOf(Error); }",
  "try { run(); throw new Error('none'); } catch (error) { expect(error.message).toBe('none'); }",
  "try { run(); throw new Error('none'); } catch (error) { expect(error).toEqual(expect.stringMatching(/n/)); }",
  "try { run(); throw new Error('none'); } catch (error) { expect(error).toBeDefined(); }",
  "try { run(); throw new Error('none'); } catch (error) { if (a) assert.equal(error.code, 'E'); }",
  "try { run(); throw new NoError('none'); } catch (error) { expect(error).toBeInstanceOf(NoError); }",
  "try { run(); throw new Error('none'); } catch { expect(b).toBe(1); }",
  "try { run(); throw new Error('none'); } catch (error) { expect(error).toMatchObject({}); }",
  "try { run(); throw new Error('none'); } catch (error) { expect(error).toEqual(expect.any(Error)); }",
  'const claim = expect(a).to.equal; void claim;',
  'expect(a).not.to.be; a.should.equal; a.should;',
])('nothing is certain of %s', (body) => expect(certain(body)).toBe(0));

test.each([
  [1, 'assert.equal(greet(a), greet(b));'],
  [1, 'assert.notEqual(newId(), newId());'],
  [1, 'expect(newId()).not.toBe(newId());'],
  [1, 'for (let i = 0; i < 3; i += 1) assert.equal(list[i], i);'],
  [1, 'for (let i = list.length; i > 0; i -= 1) assert.ok(list[i]);'],
  [1, 'for (let i = 0; i < list.length; i += 1) assert.ok(list[i]);'],
  [1, 'for (const one of [1, 2]) assert.ok(one);'],
  [1, 'for (const [name, value] of Object.entries({ a: 1 })) assert.equal(name, value);'],
  [1, 'const found = []; for (const one of list) found.push(one); for (const one of found) assert.ok(one);'],
  [1, 'for (const name in { a: 1 }) assert.ok(name);'],
  [1, 'done: for (const one of list) { assert.ok(one); if (one > 1) break done; }'],
  [1, 'for (const one of list) { if (one > 1) break; } assert.ok(list);'],
  [1, 'outer: for (const one of list) { for (const two of one) continue outer; } assert.ok(list);'],
  [1, 'switch (a) { case 1: b(); break; default: } assert.ok(b);'],
  [1, 'list.filter(Boolean).map((one) => assert.ok(one));'],
  [1, 'list.filter((one) => one > 1); assert.ok(list);'],
  [1, 'assert.deepEqual(list.filter((one) => one > 1), []);'],
  [1, 'run().then((one) => assert.ok(one)).then(() => done(), done);'],
  [1, 'await run().then((one) => assert.ok(one), () => undefined);'],
  [1, 'await run().then((one) => assert.ok(one)).then(undefined, (error) => { throw error; });'],
  [1, "const results = await Promise.allSettled(list.map(run)); for (const { status } of results) assert.equal(status, 'fulfilled');"],
  [1, 'await new Promise((resolve) => setTimeout(() => { assert.ok(a); resolve(); }, 10));'],
  [1, 'try { assert.ok(a); } finally { close(); }'],
  [1, "try { run(); throw new Error('none'); } catch (error) { assert.equal(error.code, 'E'); }"],
  [
    2,
    "try { run(); throw new Error('none'); } catch (error) { expect(error).toBeInstanceOf(MyError); expect(error).toMatchObject({ code }); }",
  ],
  [1, "try { await run(); expect.fail('none'); } catch (error) { expect(error.message).toBe('too long'); }"],
  [4, 'expect(a).to.be.true; expect(a).to.not.be.empty; a.should.exist.and.be.ok; expect(spy).to.have.been.calledOnce;'],
  [3, "expect(a)?.toBe(b); a.should.have.property('b').that.equals(1); cy.get('a').should('be.visible');"],
])('%i of %s', (count, body) => expect(certain(body)).toBe(count));
