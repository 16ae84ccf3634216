import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escape, escapeUnits } from './escape.ts';

/** Text made of everything that does harm, and of harmless neighbours. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\u001b[2J',
        '\u001b]0;title\u0007',
        '\u009b31m',
        '\u202e',
        '\u200b',
        '\ufeff',
        '\u{e0041}',
        '\ud800',
        '::error::x',
        '##[group]',
      ),
      fc.constantFrom('\n', '\r', '\t', ' ', '\u2028', '\\u202e', 'ok'),
    ),
  )
  .map((parts) => parts.join(''));
const ACTS_OR_HIDES = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

test.each([
  ['\u001b[31mred\u001b[0m', String.raw`\u001b[31mred\u001b[0m`],
  ['\u001b]8;;http://x\u0007link', String.raw`\u001b]8;;http://x\u0007link`],
  ['\u009b2J', String.raw`\u009b2J`],
  ['abc\u202edcb', String.raw`abc\u202edcb`],
  ['pass\u200bword', String.raw`pass\u200bword`],
  ['tag \u{e0041}', String.raw`tag \u{e0041}`],
  ['half \ud83d', String.raw`half \ud83d`],
  ['two\r\nlines\tand a tab', String.raw`two\r\nlines\tand a tab`],
  ['::error::taken over', String.raw`\u003a:error::taken over`],
  ['see ::warning file=x::y', String.raw`see \u003a:warning file=x::y`],
  ['a ##[group] and ##vso[task.x]', String.raw`a \u0023#[group] and \u0023#vso[task.x]`],
  ['std::vector, Straße, 自働化, 🏭 ✓', 'std::vector, Straße, 自働化, 🏭 ✓'],
])('%j is shown as %j', (text, shown) => {
  expect(escape(text)).toBe(shown);
});

test('line breaks stay where they are asked for', () => {
  expect(escape('a\r\nb\nc\rd', { keepsLines: true })).toBe(String.raw`a
b
c\rd`);
});

test('a long text is clipped, never inside an escape', () => {
  expect(escape('abcdef', { limit: 6 })).toBe('abcdef');
  expect(escape('abcdefg', { limit: 6 })).toBe('abcde…');
  expect(escape('ab\u202ecdefgh', { limit: 8 })).toBe('ab…');
  expect(escape('ab\u202ecdefgh', { limit: 9 })).toBe(String.raw`ab\u202e…`);
});

test('nothing that acts or hides is left, in at most `limit` code points', () => {
  fc.assert(
    fc.property(hostile, fc.boolean(), fc.integer({ min: 1, max: 60 }), (text, keepsLines, limit) => {
      const shown = escape(text, { keepsLines, limit });
      expect([...shown].length).toBeLessThanOrEqual(limit);
      expect(ACTS_OR_HIDES.test(keepsLines ? shown.replaceAll('\n', '') : shown)).toBe(false);
      expect(/^\s*::\w/m.test(shown) || /##\w*\[/.test(shown)).toBe(false);
    }),
  );
});

test('escaping twice changes nothing', () => {
  fc.assert(
    fc.property(hostile, fc.boolean(), (text, keepsLines) => {
      const once = escape(text, { keepsLines });
      expect(escape(once, { keepsLines })).toBe(once);
    }),
  );
});

test('printable ASCII stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
      fc.pre(!/::|##/.test(text));
      expect(escape(text)).toBe(text);
    }),
  );
});

test('an escaped JSON text means the same', () => {
  fc.assert(
    fc.property(fc.array(hostile), (texts) => {
      const json = escapeUnits(JSON.stringify(texts, null, 2));
      expect(JSON.parse(json)).toEqual(texts);
      expect(ACTS_OR_HIDES.test(json.replaceAll('\n', ''))).toBe(false);
      expect(/^\s*::\w/m.test(json) || /##\w*\[/.test(json)).toBe(false);
    }),
  );
});
