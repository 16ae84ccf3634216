import { describe, expect, test } from 'vitest';
import { parseSource } from './parse-source.ts';
import { testsOf } from './tests.ts';

function read(text: string, path = 'a.test.ts') {
  const source = parseSource(path, text);
  if (source === null || source.problem !== null) throw new Error(`does not parse: ${source?.problem?.message ?? 'no source'}`);
  return testsOf(source);
}

const shape = (text: string) => read(text).tests.map(({ title, skip, isOnly, assertions }) => ({ title, skip, isOnly, assertions }));
const plain = (title: string, assertions = 0) => ({ title, skip: 'no', isOnly: false, assertions });

describe('tests', () => {
  test('in the styles of the runners', () => {
    expect(
      shape(`
        describe('users', () => { it('adds', () => {}); specify(\`one of \${n}\`, function () {}); });
        suite('s', () => test('inside', async () => {}));
        test.concurrent('at once', () => {});
        test.each([1, 2])('each %s', () => {});
        it.each\`a\`('table', () => {});
        test(function named() {});
        test({ name: 'deno', fn: () => {} }, () => {});
        Deno.test('step', () => {});
        QUnit.test('unit', (assert) => { assert.ok(1); });
        test('macro', macro, 1);
        browserTest('wrapped', [chromium], async (t, page) => {});
        latest(() => {}); contest('no test', () => {}); runTest(() => {});
      `),
    ).toEqual([
      plain('users > adds'),
      plain('users > one of ${}'),
      plain('s > inside'),
      plain('at once'),
      plain('each %s'),
      plain('table'),
      plain('named'),
      plain('deno'),
      plain('step'),
      plain('unit', 1),
      plain('macro'),
      plain('wrapped'),
    ]);
  });

  test('in functions that somebody calls or gets', () => {
    expect(
      shape(`
        function never() { it('not run', () => {}); }
        const neither = () => { describe('s', () => it('not run', () => {})); };
        function shared() { it('shared', () => {}); }
        shared();
        const rows = () => { it('of a suite', () => {}); };
        describe('s', rows);
        export function forOthers() { it('of others', () => {}); }
      `),
    ).toEqual([plain('shared'), plain('of a suite'), plain('of others')]);
  });

  test('in the style of Playwright', () => {
    expect(
      shape(`
        test.describe('users', () => { test('adds', () => {}); test.describe.serial('in turn', () => test('one', () => {})); });
        test.describe(() => { test('in none', () => {}); });
        test.describe.skip('off', () => { test('not run', () => {}); });
        test.describe('tagged', { tag: '@slow' }, () => { test('slow', { tag: '@a' }, () => {}); });
        test.fixme('broken', () => {});
        test.fail('known', () => {});
        test.fail(isWindows, 'says why'); test.fixme(({ page }) => true, 'why'); test.describe.configure({ mode: 'serial' }); test.beforeEach(() => {});
        test.describe.only('alone', () => { uiTest.describe('of another', () => { uiTest('wrapped', () => {}); }); });
      `),
    ).toEqual([
      plain('users > adds'),
      plain('users > in turn > one'),
      plain('(untitled) > in none'),
      { ...plain('off > not run'), skip: 'yes' },
      plain('tagged > slow'),
      { ...plain('broken'), skip: 'yes' },
      { ...plain('known'), skip: 'yes' },
      { ...plain('alone > of another > wrapped'), isOnly: true },
    ]);
  });

  test('are not mere calls of the same name', () => {
    expect(shape("/a/.test('x'); test; it.each([1]); regex.test('x', () => {}); const it = 1; test('x');")).toEqual([]);
  });

  test('that are skipped', () => {
    const skips = read(`
      it.skip('1', () => {}); xit('2', () => {}); it.todo('3'); test('4', { skip: true }, () => {}); test('5', { todo: 'later' }, () => {});
      test('6', (t) => { t.skip(); }); it('7', function () { this.skip(); }); describe.skip('s', () => { it('8', () => {}); });
      test('9', { skip: false }, () => {}); test('10', { skip: isWindows }, () => {}); test.skipIf(x)('11', () => {}); test('12', (t) => { if (x) t.skip(); });
      test('13', (t) => { other.skip(); }); xdescribe('s', () => { it('14', () => {}); });
      test.skipIf(true)('15', () => {}); test.runIf(true)('16', () => {}); test('17', (t) => { if (true) t.skip(); });
    `).tests.map(({ name, skip }) => `${name} ${skip}`);
    expect(skips).toEqual([
      '1 yes',
      '2 yes',
      '3 yes',
      '4 yes',
      '5 yes',
      '6 yes',
      '7 yes',
      '8 yes',
      '9 no',
      '10 conditional',
      '11 conditional',
      '12 conditional',
      '13 no',
      '14 yes',
      '15 yes',
      '16 no',
      '17 yes',
    ]);
  });

  test('that are expected to fail, tried again, or of options that are not seen', () => {
    const said = read(`
      import { elsewhere } from './options.js';
      const failing = { expectFailure: true }; const slow = { timeout: 10 } as const; const changed = {}; changed.expectFailure = true;
      test('1', { expectFailure: Boolean(1) }, () => {}); test('2', { fails: isWindows }, () => {}); test('3', failing, () => {});
      test('4', { timeout: 5, ...failing }, () => {}); test('5', { get fails() { return true; } }, () => {}); test('6', elsewhere, () => {});
      test('7', { ...elsewhere }, () => {}); test('8', { ['expect' + 'Failure']: true }, () => {}); test('9', changed, () => {});
      test('10', { retry: 5 }, () => {}); describe('s', { retry: 1 }, () => { it('11', () => {}); }); test('12', options(), () => {});
      test('13', slow, () => {}); test('14', { ...slow, expectFailure: false }, () => {}); test('15', () => {}, TIMEOUT);
      test('16', { retry: 0, fails: undefined, 'skip': false }, () => {}); test('17', { timeout: TIMEOUT, concurrency }, () => {}); test.each(rows)('18', (row) => {});
    `).tests.map(({ name, skip, isRetried, isOpaque }) =>
      [name, skip, isRetried && 'retried', isOpaque && 'opaque'].filter(Boolean).join(' '),
    );
    expect(said.join()).toBe(
      '1 yes,2 yes,3 yes,4 yes,5 yes,6 no opaque,7 no opaque,8 no opaque,9 no opaque,10 no retried,11 no retried,' +
        '12 no opaque,13 no,14 no,15 no,16 no,17 no,18 no',
    );
  });

  test('that stand alone', () => {
    const text =
      "it.only('1', () => {}); fit('2', () => {}); describe.only('s', () => { it('3', () => {}); }); test('4', { only: true }, () => {}); test('5', () => {});";
    expect(read(text).tests.map(({ name, isOnly }) => `${name} ${isOnly}`)).toEqual(['1 true', '2 true', '3 true', '4 true', '5 false']);
  });

  test('have the same code however it is laid out', () => {
    const [first, second, third] = read(`
      test('1', () => { assert.equal(a, 'b'); });
      test('2', () => {
        // why
        assert.equal(a, "b",)
      });
      test('3', () => { assert.equal(a, 'c'); });
    `).tests.map(({ bodyHash }) => bodyHash);
    expect({ layout: first === second, code: first === third }).toEqual({ layout: true, code: false });
  });
});

describe('assertions', () => {
  const count = (body: string, before = '') => read(`${before}\ntest('t', async (t) => {\n${body}\n});`).tests[0]?.assertions;

  test.each([
    ['assert(a); assert.ok(a); assert.strict.equal(a, b); assert.rejects(a);', 4],
    ['expect(a).toBe(b); expect(a).not.toBe(b); await expect(a).resolves.toBe(b); expect(a).to.be.true;', 4],
    ['expect(a);', 0],
    ['expect.assertions(2); expect.soft(a).toBe(b);', 2],
    ['t.assert.ok(a); t.equal(a, b); t.is(a, b); t.deepEqual(a, b); t.plan(1);', 5],
    ['t.after(a); t.log(b); list.is(c);', 0],
    ['a.should.equal(b); a.should.be.true;', 2],
    ['request(app).get("/").expect(200).expect("Content-Type", /json/);', 2],
    ['expectTypeOf(a).toEqualTypeOf<B>(); assertType<A>(b);', 2],
    ['const plan = tspl(t, { plan: 1 }); plan.ok(a); other.ok(b);', 1],
  ])('%s', (body, expected) => {
    expect(count(body)).toBe(expected);
  });

  test('imported by name', () => {
    expect(
      count(
        'equal(a, b); same(a, b); other(a);',
        "import { equal, deepEqual as same } from 'node:assert/strict';\nconst { other } = require('./other.js');",
      ),
    ).toBe(2);
  });

  test('in functions of the file, once for each call, without running in circles', () => {
    const before = 'function check(a) { assert.ok(a); again(a); }\nconst again = (a) => { assert.ok(a); check(a); };';
    expect(count('check(1); check(2);', before)).toBe(4);
  });

  test('of a test inside a test are its own', () => {
    const text = "test('out', async (t) => { t.assert.ok(1); await t.test('in', (t) => { t.assert.ok(1); t.assert.ok(2); }); });";
    expect({ tests: shape(text), all: read(text).assertions }).toEqual({ tests: [plain('out', 1), plain('out > in', 2)], all: 3 });
  });
});
