import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AdapterError } from '../domain/error.ts';
import { parseClover } from './clover/parse-clover.ts';
import { parseCobertura } from './cobertura/parse-cobertura.ts';
import type { CoverageOfFile } from './coverage-of-file.ts';
import { parseJacoco } from './jacoco/parse-jacoco.ts';
import { parseLcov } from './lcov/parse-lcov.ts';

const recorded = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const plain = (files: readonly CoverageOfFile[]) => files.map(({ paths, lines }) => [...paths, Object.fromEntries(lines)]);

test.each<[string, (text: string) => readonly CoverageOfFile[], string, unknown[]]>([
  ['lcov of Istanbul', parseLcov, './lcov/fixtures/istanbul.info', ['src/sign.js', { 2: 1, 3: 0 }]],
  ['lcov of coverage.py', parseLcov, './lcov/fixtures/coverage-py-6.5.info', ['sign.py', { 1: 1, 2: 1, 3: 0, 4: 1 }]],
  ['Cobertura of Istanbul', parseCobertura, './cobertura/fixtures/istanbul.xml', ['/checkout/src/sign.js', 'src/sign.js', { 2: 1, 3: 0 }]],
  [
    'Cobertura of coverage.py',
    parseCobertura,
    './cobertura/fixtures/coverage-py-6.5.xml',
    ['/checkout/sign.py', 'sign.py', { 1: 1, 2: 1, 3: 0, 4: 1 }],
  ],
  ['Clover of Istanbul', parseClover, './clover/fixtures/istanbul.xml', ['/checkout/src/sign.js', 'sign.js', { 2: 1, 3: 0 }]],
  ['JaCoCo', parseJacoco, './jacoco/fixtures/jacoco-0.8.6.xml', ['org/demo/Sign.java', { 3: 0, 5: 1, 6: 0, 8: 1, 12: 1, 13: 1 }]],
])('%s, as recorded', (_, parse, path, expected) => {
  expect(plain(parse(recorded(path)))).toEqual([expected]);
});

describe('a function on one line is covered by its calls', () => {
  test('in lcov 2', () => {
    const text = 'SF:a.js\nFN:1,1,one\nFN:2,4,two\nFN:5,5,x,y\nFNDA:0,one\nFNDA:0,two\nFNDA:3,x,y\nDA:1,1\nDA:2,1\nDA:5,1\nend_of_record\n';
    expect(plain(parseLcov(text))).toEqual([['a.js', { 1: 0, 2: 1, 5: 1 }]]);
  });
  test('in Cobertura', () => {
    const text =
      '<coverage><class filename="a.js"><methods><method><lines><line number="1" hits="0"/></lines></method></methods><lines><line number="1" hits="1"/><line number="2" hits="1"/></lines></class></coverage>';
    expect(plain(parseCobertura(text))).toEqual([['a.js', { 1: 0, 2: 1 }]]);
  });
});

test('two classes of one file, and two statements of one line', () => {
  const line = (number: number, hits: number) => `<line number="${number}" hits="${hits}"/>`;
  const text = `<coverage><sources><source>\n</source></sources><class filename="a.cs">${line(1, 0)}${line(1, 2)}</class><class filename="a.cs">${line(3, 0)}</class></coverage>`;
  expect(plain(parseCobertura(text))).toEqual([['a.cs', { 1: 2, 3: 0 }]]);
});

const LCOV = recorded('./lcov/fixtures/istanbul.info');
const JACOCO = recorded('./jacoco/fixtures/jacoco-0.8.6.xml');
const CLOVER = recorded('./clover/fixtures/istanbul.xml');
const COBERTURA = recorded('./cobertura/fixtures/istanbul.xml');
const parsers = { LCOV: parseLcov, JACOCO: parseJacoco, CLOVER: parseClover, COBERTURA: parseCobertura };

test.each<[keyof typeof parsers, string, string]>([
  ['LCOV', 'nothing', ''],
  ['LCOV', 'what was cut off', LCOV.slice(0, -16)],
  ['LCOV', 'a line that was lost', LCOV.replace('DA:3,0\n', '')],
  ['LCOV', 'a line outside of a file', `DA:1,1\n${LCOV}`],
  ['LCOV', 'a file in a file', LCOV.replace('DA:2,1', 'SF:b.js')],
  ['LCOV', 'a count that is none', LCOV.replace('DA:3,0', 'DA:3,-1')],
  ['LCOV', 'a line of something else', LCOV.replace('FNF:1', 'x')],
  ['LCOV', 'XML', CLOVER],
  ...(['JACOCO', 'CLOVER', 'COBERTURA'] as const).flatMap((format): ['JACOCO' | 'CLOVER' | 'COBERTURA', string, string][] => {
    const text = { JACOCO, CLOVER, COBERTURA }[format];
    return [
      [format, 'what was cut off', text.slice(0, -12)],
      [format, 'a count that is none', text.replace(/(ci|count|hits)="0"/, '$1="-0"')],
      [format, 'another root', '<testsuites/>'],
      [format, 'a report without files', format === 'JACOCO' ? '<report/>' : '<coverage/>'],
      [
        format,
        'a line outside of a file',
        (format === 'JACOCO' ? '<report>' : '<coverage>') + '<line nr="1" num="1" number="1" ci="1" count="1" hits="1"/>',
      ],
      [
        format,
        'an entity',
        text.replace(/(<!DOCTYPE[^>]*>)?<(report|coverage) /, '<!DOCTYPE $2 [<!ENTITY a SYSTEM "file:///etc/passwd">]><$2 '),
      ],
      [
        format,
        'a grammar with declarations',
        text.replace(/(<!DOCTYPE[^>]*>)?<(report|coverage) /, '<!DOCTYPE $2 SYSTEM "x" [<!ENTITY a "b">]><$2 '),
      ],
    ];
  }),
])('%s: %s is no report', (format, _, text) => {
  expect(() => parsers[format](text)).toThrow(AdapterError);
});
