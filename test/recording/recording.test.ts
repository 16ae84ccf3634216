import { expect, test } from 'vitest';
import { filmSvg } from '../../scripts/recording/film-svg.ts';
import { filmOf } from '../../scripts/recording/frames.ts';
import { terminalLines } from '../../scripts/recording/terminal-lines.ts';

const PLAIN = { color: null, isDim: false, isBold: false };

test('colours, a sequence cut between two chunks, and the wrap of a narrow terminal', () => {
  const chunks = [
    { atMs: 5, text: '\u001b[32mok\u001b[39m go\r\n\u001b[' },
    { atMs: 9, text: '2mabcdefgh' },
  ];
  expect(terminalLines(chunks, 6)).toEqual([
    {
      atMs: 5,
      spans: [
        { ...PLAIN, color: 'green', column: 0, text: 'ok' },
        { ...PLAIN, column: 2, text: ' go' },
      ],
    },
    { atMs: 9, spans: [{ ...PLAIN, isDim: true, column: 0, text: 'abcdef' }] },
    { atMs: 9, spans: [{ ...PLAIN, isDim: true, column: 0, text: 'gh' }] },
  ]);
});

test.each([
  ['a cursor movement', 'a\u001b[2K\n'],
  ['a carriage return', 'a\rb\n'],
  ['a style that is not known', '\u001b[7ma\n'],
  ['an end inside a sequence', 'a\n\u001b['],
])('%s is refused, not shown wrongly', (_, text) => {
  expect(() => terminalLines([{ atMs: 0, text }], 80)).toThrow(/not known|inside a control sequence/);
});

test('long waits are shortened, lines of one moment are one frame, a hold is added', () => {
  const lines = terminalLines(
    [
      { atMs: 0, text: 'start\n' },
      { atMs: 300, text: 'red\nstop\n' },
      { atMs: 9300, text: 'green\n' },
    ],
    80,
  );
  expect(filmOf(lines, { longestWaitMs: 1000, holds: [{ after: /stop/, ms: 4000 }], lastMs: 2000 })).toEqual({
    frames: [
      { atMs: 0, lines: 1 },
      { atMs: 300, lines: 3 },
      { atMs: 4300, lines: 4 },
    ],
    durationMs: 6300,
    realMs: 9300,
  });
});

test('what a program printed cannot become markup', () => {
  const lines = terminalLines([{ atMs: 0, text: '<script>&"\n' }], 80);
  const film = filmOf(lines, { longestWaitMs: 1000, holds: [], lastMs: 1000 });
  const svg = filmSvg({ lines, film, columns: 80, rows: 10, title: 'a', caption: 'b', description: 'c' });
  expect(svg).toContain('>&lt;script&gt;&amp;&quot;</text>');
  expect(svg).not.toContain('<script');
});
