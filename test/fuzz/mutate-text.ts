import type { Chance } from './chance.ts';

/** Pieces that parsers are known to stumble over. */
const NASTY: readonly string[] = [
  '\0',
  '\uD800',
  '\uDC00x',
  '\uFEFF',
  '\u202E',
  '\u2028',
  '\u001B[31m',
  '\u001B]8;;file:///x\u0007',
  '::error::x',
  '\r',
  '\r\n',
  '\t',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '"__proto__":{"polluted":true},',
  '__proto__:\n  polluted: true\n',
  '<<: *a\n',
  '&a [*a, *a]',
  '*a',
  '&a ',
  '!!js/function ',
  '!!binary ',
  '!<tag:x> ',
  '<!DOCTYPE x [<!ENTITY a "b">]>&a;',
  '%YAML 1.1\n---\n',
  '---\n',
  '...\n',
  '? ',
  ': ',
  '- ',
  '# ',
  '| ',
  '>-\n',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '\\',
  '\\u0000',
  '\\ud800',
  'null',
  'true',
  'NaN',
  '.inf',
  '-0',
  '1e999',
  '-1',
  '0x7fffffff',
  '9007199254740993',
  '9'.repeat(400),
  '../../../etc/passwd',
  '/',
  '%2e%2e%2f',
  'file:///etc/passwd',
  '**/**/**/{a,b}{a,b}{a,b}{a,b}',
  '$(id)',
  '`id`',
  'AC-1: ',
  '## Acceptance criteria\n',
];

type Operation = (text: string, chance: Chance, others: readonly string[]) => string;

const OPERATIONS: readonly Operation[] = [
  flipBit,
  flipBit,
  (text, chance) => withSpan(text, chance, 60, () => ''),
  (text, chance) => withSpan(text, chance, 200, (span) => span.repeat(chance.integer(2, 4))),
  (text, chance) => withSpan(text, chance, 20, () => chance.oneOf(NASTY)),
  (text, chance) => withSpan(text, chance, 0, () => chance.oneOf(NASTY)),
  (text, chance) => withSpan(text, chance, 0, () => chance.oneOf(NASTY)),
  (text, chance) => withSpan(text, chance, 5, () => chance.text(12)),
  (text, chance) => text.slice(0, chance.integer(0, text.length)),
  (text, chance) => text.slice(chance.integer(0, text.length)),
  swapLines,
  (text, chance) => onLine(text, chance, () => []),
  (text, chance) => onLine(text, chance, (line) => Array.from({ length: chance.oneOf([2, 3, 200]) }, () => line)),
  (text, chance) => onLine(text, chance, (line) => [`${' '.repeat(chance.integer(1, 4))}${line}`]),
  (text, chance) => onNumber(text, chance),
  (text) => text.replaceAll('\n', '\r\n'),
  (text, chance, others) => text + chance.oneOf([...others, text]),
  (text, chance, others) => text.slice(0, chance.integer(0, text.length)) + chance.oneOf([...others, text]).slice(chance.integer(0, 200)),
  (text, chance) => withSpan(text, chance, 0, () => deep(chance)),
  (text, chance) => withSpan(text, chance, 1, (span) => (span === '' ? 'x' : span).repeat(chance.oneOf([100, 5000, 70_000]))),
];

/** One to six things done to a text. */
export function mutateText(text: string, chance: Chance, others: readonly string[] = []): string {
  let mutated = text;
  for (let left = chance.oneOf([1, 1, 1, 2, 2, 3, 6]); left > 0; left -= 1) mutated = chance.oneOf(OPERATIONS)(mutated, chance, others);
  return mutated.slice(0, 400_000);
}

function flipBit(text: string, chance: Chance): string {
  if (text === '') return text;
  const at = chance.integer(0, text.length - 1);
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << chance.integer(0, 7))) + text.slice(at + 1);
}

function withSpan(text: string, chance: Chance, longest: number, change: (span: string) => string): string {
  const start = chance.integer(0, text.length);
  const end = Math.min(text.length, start + chance.integer(0, longest));
  return text.slice(0, start) + change(text.slice(start, end)) + text.slice(end);
}

function swapLines(text: string, chance: Chance): string {
  const lines = text.split('\n');
  const [one, two] = [chance.integer(0, lines.length - 1), chance.integer(0, lines.length - 1)];
  return lines
    .with(one, lines[two] ?? '')
    .with(two, lines[one] ?? '')
    .join('\n');
}

function onLine(text: string, chance: Chance, change: (line: string) => readonly string[]): string {
  const lines = text.split('\n');
  const at = chance.integer(0, lines.length - 1);
  return lines.toSpliced(at, 1, ...change(lines[at] ?? '')).join('\n');
}

function onNumber(text: string, chance: Chance): string {
  const numbers = [...text.matchAll(/\d+/g)];
  if (numbers.length === 0) return text;
  const { 0: number, index } = chance.oneOf(numbers);
  const other = chance.oneOf(['0', '-1', '1.5', '1e999', '99999999999999999999', '4294967296', '1_000', '""']);
  return text.slice(0, index) + other + text.slice(index + number.length);
}

function deep(chance: Chance): string {
  const times = chance.oneOf([50, 2000, 30_000]);
  return chance.oneOf(['[', '{"a":', '[[{', '- ', '("', '<a>', '{a: ', '\n  ']).repeat(times);
}
