import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Terminal } from './command.ts';
import { checkProgress, progress } from './progress.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function terminal(isInteractive: boolean): { readonly written: string[]; readonly terminal: Terminal } {
  const written: string[] = [];
  const err = (text: string) => void written.push(text);
  return { written, terminal: { out: err, err, isInteractive, color: false, columns: 80, ask: async () => '' } };
}

test('a terminal sees one line that is written over', () => {
  const { written, terminal: screen } = terminal(true);
  const told = checkProgress(screen);
  told.onChecker('test-coverage', 'started');
  told.onActivity('installing');
  vi.advanceTimersByTime(1200);
  told.onActivity('tests on the change');
  vi.advanceTimersByTime(200);
  told.onActivity(null);
  vi.advanceTimersByTime(200);
  told.onChecker('test-coverage', 'finished');
  told.end();
  vi.advanceTimersByTime(60_000);
  const lines = written.map((text) => text.replace('\r\u001b[K', '')).filter((text) => text !== '');
  expect([lines.at(5), ...lines.slice(6), written.at(-1)]).toEqual([
    'checking: test-coverage, installing 1 s',
    'checking: test-coverage, tests on the change 0 s',
    'checking: test-coverage 0 s',
    '\r\u001b[K',
  ]);
});

test('elsewhere only what takes long is told, and ever more seldom', () => {
  const { written, terminal: log } = terminal(false);
  const told = checkProgress(log);
  told.onChecker('generated-code-integrity', 'started');
  vi.advanceTimersByTime(9000);
  told.onChecker('generated-code-integrity', 'finished');
  told.onChecker('test-coverage', 'started');
  told.onActivity('tests on the base');
  vi.advanceTimersByTime(75_000);
  told.end();
  vi.advanceTimersByTime(600_000);
  expect(written).toEqual([10, 30, 70].map((seconds) => `jidoka: checking: test-coverage, tests on the base ${seconds} s\n`));
});

test.each([true, false])('what a repository names cannot write to the terminal: %s', (isInteractive) => {
  const { written, terminal: screen } = terminal(isInteractive);
  progress(screen).show('own\u001b[2Jchecker');
  vi.advanceTimersByTime(20_000);
  expect(written.join('').replaceAll('\r\u001b[K', '')).not.toContain('\u001b');
});
