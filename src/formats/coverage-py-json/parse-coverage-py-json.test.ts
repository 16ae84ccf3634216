import { expect, test } from 'vitest';
import { parseCoveragePyJson } from './parse-coverage-py-json.ts';

/** coverage.py 6.5.0 on a package with an empty file and a branch that no test runs, as recorded; the summaries left out. */
const RECORDED = {
  meta: { version: '6.5.0', timestamp: '2026-01-01T00:00:00', branch_coverage: false, show_contexts: false },
  files: {
    'src/pkg/__init__.py': { executed_lines: [0], missing_lines: [], excluded_lines: [] },
    'src/pkg/sign.py': { executed_lines: [1, 2, 4], missing_lines: [3], excluded_lines: [] },
  },
};

test('lines that ran and lines that did not', () => {
  expect(parseCoveragePyJson(JSON.stringify(RECORDED))).toEqual(
    new Map([
      ['src/pkg/__init__.py', new Map()],
      [
        'src/pkg/sign.py',
        new Map([
          [3, 0],
          [1, 1],
          [2, 1],
          [4, 1],
        ]),
      ],
    ]),
  );
});

test.each([
  ['nothing', ''],
  ['half of it', JSON.stringify(RECORDED).slice(0, -9)],
  ['another format', '{"files":{}}'],
  ['lines that are none', JSON.stringify({ ...RECORDED, files: { a: { executed_lines: ['1'], missing_lines: [] } } })],
])('%s is no report', (_, text) => {
  expect(() => parseCoveragePyJson(text)).toThrow(/the coverage report is not/);
});
