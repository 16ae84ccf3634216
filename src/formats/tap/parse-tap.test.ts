import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AdapterError } from '../../domain/error.ts';
import { parseTap, type TapPoint } from './parse-tap.ts';

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');

/** `!` failed, `?` skipped or to do; what a point holds in brackets. */
function shown({ ok, name, directive, subtests }: TapPoint): string {
  const inner = subtests === null ? '' : `[${subtests.map(shown).join(' ')}]`;
  return `${ok ? '' : '!'}${directive === null ? '' : '?'}${name}${inner}`;
}
const read = (text: string) => parseTap(text).map(shown).join(' ');

describe('TAP', () => {
  test.each(['tap-16.3.10.tap', 'tap-21.8.0.tap'])('reads what node-tap wrote: %s', (name) => {
    const [a, b] = parseTap(fixture(name));
    const outer = '!outer[!inner fails[!should be equivalent] inner ok[fine]]';
    expect([a, b].map((point) => point && shown(point))).toEqual([
      `!test/a.js[works[should be equal] ${outer} ?skipped ?todo ?no callback top level # escaped]`,
      '!test/b.js[!throws[!one]]',
    ]);
    const failed = a?.subtests?.[1]?.subtests?.[0]?.subtests?.[0];
    expect(failed?.diagnostics).toMatch(/^diff: \|\n {2}--- expected\n(.*\n)*stack: \|\n {2}Test\.<anonymous> \(test\/a\.js:4:36\)\n/);
  });

  test('what a test prints in the form of a test point makes it no better', () => {
    const [a] = parseTap(fixture('forged-print.tap'));
    expect(a?.ok).toBe(false);
  });

  test.each([
    ['1..0 # SKIP nothing to do', ''],
    ['TAP version 13\n1..2\nok 1\nnot ok 2 b # TODO later\n', ' !?b'],
    ['ok - one # skip: no\nok 2 - two\\\\\\# 3 # time=2ms\n1..2', '?one two\\# 3'],
    ['ok 1 - issue #12\nok 2 - c# is no comment\n1..2', 'issue #12 c# is no comment'],
    ['okay\nnot okay\n  ok 9 - shifted\nok 1 - a\n1..1', 'a'],
    ['ok 1 - outer {\n    ok 1 - inner\n    1..1\n}\n1..1', 'outer[inner]'],
    ['not ok 1 - outer\n  ---\n  a: 1\n  ...\n{\n    not ok 1 - inner\n    1..1\n}\n1..1', '!outer[!inner]'],
    ['        ok 1 - c\n        1..1\n    ok 1 - b\n    1..1\nok 1 - a\n1..1', 'a[b[c]]'],
    ['ok 1 - a\n  ---\n  text: |\n    not ok 2 - told\n    1..9\n  ...\n1..1', 'a'],
    ['ok 1 - a\n  ---\nnot ok 2 - b\n  ...\n1..2', 'a !b'],
    // Less or more than planned, planned twice or not at all, a number twice or beyond the plan, nobody's subtests.
    ['    ok 1 - b\n    1..2\nok 1 - a\n1..1', '!a[b]'],
    ['    1..1\n    ok 1 - b\n    ok 2 - c\nok 1 - a\n1..1', '!a[b c]'],
    ['    1..1\n    ok 1 - b\n    1..1\nok 1 - a\n1..1', '!a[b]'],
    ['    ok 1 - b\nok 1 - a\n1..1', '!a[b]'],
    ['    ok 1 - b\n    ok 1 - b\n    1..2\nok 1 - a\n1..1', '!a[b b]'],
    ['    ok 3 - b\n    1..1\nok 1 - a\n1..1', '!a[b]'],
    ['        not ok 1 - c\n        1..1\n    1..1\n    ok 1 - b\nok 1 - a\n1..1', '!a[b]'],
  ])('%j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    'ok 1 - a {\n    ok 1 - b\n1..1\n',
    '',
    'ok 1 - a',
    'ok 1 - a\n1..2',
    'not ok 1 - a\nok 1 - a\n1..2',
    'ok 1 - a\n1..1\nBail out! No database',
    '1..1\n    ok 1 - nobody\n    1..1',
    `${' '.repeat(400)}ok 1 - deep\n1..1`,
  ])('%j is no answer', (text) => {
    expect(() => read(text)).toThrow(AdapterError);
  });

  test('time is in proportion to what is given', () => {
    const started = performance.now();
    const hashes = `ok 1 - ${'\\#'.repeat(100_000)} ${'# '.repeat(100_000)}\n1..1`;
    const blocks = `${'ok - a\n  ---\n    ok - b\n      ---\n'.repeat(20_000)}ok - end\n1..20001`;
    for (const text of [hashes, blocks]) expect(parseTap(text).length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
