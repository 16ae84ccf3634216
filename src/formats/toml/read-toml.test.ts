import { expect, test } from 'vitest';
import { readToml } from './read-toml.ts';

/** Without the null prototypes, which keep a key such as __proto__ a key. */
const read = (text: string) => structuredClone(readToml(text, 'a.toml'));

test('reads tables, arrays of tables, dotted and quoted keys', () => {
  expect(
    read(
      'a.b = 1\n"c d" = true # a comment\n[t]\nx = [1, 2,\n 3, # three\n]\n[[l]]\nn = "one"\n[[l]]\nn = \'two\'\n[l.sub]\ny = { z = -1.5e3 }\n',
    ),
  ).toEqual({ a: { b: 1 }, 'c d': true, t: { x: [1, 2, 3] }, l: [{ n: 'one' }, { n: 'two', sub: { y: { z: -1500 } } }] });
});

test('reads strings of every kind', () => {
  expect(read(`a = "\\u00e9\\t\\"x\\""\nb = 'C:\\n'\nc = """\none \\\n   two"""\nd = '''\n(?i)"''x'''\ne = """a\\""""\n`)).toEqual({
    a: 'é\t"x"',
    b: 'C:\\n',
    c: 'one two',
    d: `(?i)"''x`,
    e: 'a"',
  });
});

test('reads dates as they are written, and numbers of every base', () => {
  expect(read('a = 1979-05-27T07:32:00Z\nb = 0xff\nc = 1_000\nd = 07:32:00\n')).toEqual({
    a: '1979-05-27T07:32:00Z',
    b: 255,
    c: 1000,
    d: '07:32:00',
  });
});

test('a key called __proto__ is a key', () => {
  const table = readToml('__proto__.polluted = 1\n', 'a.toml');
  expect([Object.keys(table), 'polluted' in {}]).toEqual([['__proto__'], false]);
});

test.each([
  ['a = 1\na = 2', /:2: .*a only once/],
  ['[a]\n[a]', /:2: .*\[a\] only once/],
  ['a = 1 b = 2', /the end of the line/],
  ['a = "x', /the end of the string/],
  ["a = '''x", /''' at its end/],
  ['a = [1 2]', /a comma or \]/],
  ['a = { b = 1 }\n[a.c]', /a table at a|only once/],
  ['a = nope', /a value/],
  ['= 1', /a key/],
  [`a = ${'['.repeat(200)}`, /at most 100 levels/],
])('%j is none', (text, reason) => {
  expect(() => readToml(text, 'a.toml')).toThrow(reason);
});
