import { describe, expect, test } from 'vitest';
import { rangeOf } from './data-document.ts';
import { pointerOf, stepsOf } from './json-pointer.ts';
import { readData } from './read-data.ts';

/** `line:column` of the value at the steps, and of its key. */
function places(text: string, format: 'json' | 'jsonc' | 'yaml', pointer: string) {
  const [document] = readData(text, format).documents;
  const spot = document?.spotOf(stepsOf(pointer) ?? []);
  const place = (span: { start: number; end: number } | null | undefined) => {
    if (span === null || span === undefined) return null;
    const { startLine, startColumn, endLine, endColumn } = rangeOf(text, span);
    return `${startLine}:${startColumn}-${endLine}:${endColumn}`;
  };
  return { key: place(spot?.key), value: place(spot?.value) };
}

describe('a place', () => {
  test.each([
    ['json', '{\n  "a": [1, {"b/c": true}]\n}', '/a/1/b~1c', { key: '2:13-2:18', value: '2:20-2:24' }],
    ['json', '{\n  "a": 1\n}', '/a/x/y', { key: '2:3-2:6', value: '2:8-2:9' }],
    ['jsonc', '// c\n{"a": [1,],}', '/a/0', { key: null, value: '2:8-2:9' }],
    ['yaml', 'a:\n  - 1\n  - b/c: yes\n', '/a/1/b~1c', { key: '3:5-3:8', value: '3:10-3:13' }],
    ['yaml', 'x: &x\n  y: 1\na: *x\n', '/a/y', { key: '2:3-2:4', value: '2:6-2:7' }],
    ['yaml', 'x: &x\n  y: 1\na:\n  <<: *x\n  z: 2\n', '/a/y', { key: '2:3-2:4', value: '2:6-2:7' }],
    ['yaml', 'paths:\n  200:\n    - [a: b]\n', '/paths/200/0/0/a', { key: '3:8-3:9', value: '3:11-3:12' }],
  ] as const)('in %s %#', (format, text, pointer, expected) => {
    expect(places(text, format, pointer)).toEqual(expected);
  });
});

test.each([
  ['json', '{"a":1e2,"b":[],"__proto__":{"c":null}}'],
  ['json', '\uFEFF[-0.5,"\\u00e9\\n"]'],
  ['yaml', '{"a":1e2,"b":[],"__proto__":{"c":null}}'],
] as const)('%s says what JSON.parse says: %s', (format, text) => {
  const value = readData(text, format).documents[0]?.value;
  expect(JSON.stringify(value)).toEqual(JSON.stringify(JSON.parse(text.replace('\uFEFF', ''))));
});

test.each([
  ['json', '{"a": 1,,}', 'expected a key in double quotes, found ","'],
  ['json', '{"a": 01}', 'expected a value, found 01'],
  ['json', '{"a": tru}', 'expected a value, found tru'],
  ['json', '{"a": "b', 'a text is not closed'],
  ['json', '{"a": "\\x"}', 'a text has an escape that JSON does not know'],
  ['json', '', 'expected a value, found the end of the file'],
  ['json', '{} {}', 'expected the end of the file, found "{"'],
  ['json', '/ c\n{}', 'expected a value, found "/"'],
  ['jsonc', '/* c\n{}', 'a comment is not closed'],
  ['json', '['.repeat(100_000), 'nested more than 500 deep'],
  ['yaml', 'a: [', 'Flow sequence in block collection must be sufficiently indented and end with a ]'],
  ['yaml', 'a: &a [*a]', 'an alias stands for what it is in itself'],
  ['yaml', 'a: *b', 'the alias *b stands for nothing'],
  ['yaml', '['.repeat(100_000), 'nested too deeply to be read'],
  [
    'yaml',
    `a0: &a0 [${'x,'.repeat(50)}]\n${Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(50)}]`).join('\n')}`,
    'its aliases stand for more than 200000 values',
  ],
] as const)('%s that does not parse: %.40s', (format, text, message) => {
  const { problems } = readData(text, format);
  expect(problems[0]?.message).toEqual(message);
});

test.each([
  ['json', '{"a": 1,\n"a": 2}', 'the key "a" stands twice', 2],
  ['yaml', 'a: 1\na: 2\n', 'the key "a" stands twice', 2],
] as const)('a key that stands twice in %s', (format, text, message, line) => {
  const { documents, problems } = readData(text, format);
  expect(problems).toEqual([]);
  expect(documents.flatMap(({ duplicates }) => duplicates.map((one) => [one.message, rangeOf(text, one).startLine]))).toEqual([
    [message, line],
  ]);
});

test('a stream of YAML has several documents, and those that say nothing are none', () => {
  const { documents } = readData('---\n# nothing\n---\na: 1\n---\nb: !Ref c\n...\n', 'yaml');
  expect(documents.map(({ value }) => JSON.stringify(value))).toEqual(['{"a":1}', '{"b":"c"}']);
});

test('pointers', () => {
  expect(stepsOf('/a~1b/m~0n/0')).toEqual(['a/b', 'm~n', '0']);
  expect(pointerOf(['a/b', 'm~n', '0'])).toEqual('/a~1b/m~0n/0');
  expect([stepsOf('a'), stepsOf('/~2')]).toEqual([null, null]);
});
