import { expect, test } from 'vitest';
import type { ChangedFile, LineRange } from '../../domain/change.ts';
import type { TestOutcome } from '../../tools/tool.ts';
import { stoppedAt } from './stopped-at.ts';

const MOCHA = `describe('a', function () {
  before(function () {
    this.skip();
  });
  it('one', function () {
    work();
  });
  it('two', function () {
    work();
  });
});
`;
const GO = `//go:build slow

package a

func TestOne(t *testing.T) {
	t.Run("x", func(t *testing.T) {
		t.Skip()
	})
}
`;

const FILES: Readonly<Record<string, string>> = { 'test/a.js': MOCHA, 'a_test.go': GO, 'a_test.go.bak': GO, 'test/computed.js': 'x' };

const at = async ({ name, file, now = file, added }: { name: string[]; file: string | null; now?: string | null; added: LineRange[] }) => {
  const changed: ChangedFile = {
    path: now ?? '',
    status: now === file ? 'modified' : 'renamed',
    ...(now === file || file === null ? {} : { oldPath: file }),
    oldMode: '100644',
    newMode: '100644',
    binary: false,
    added,
    removed: [],
  };
  const outcome: TestOutcome = { name, file, status: 'passed', durationMs: null, message: null, line: null, runner: 'mocha' };
  const sides = {
    change: { base: '', baseTree: '', tree: '', patchDigest: '', files: [changed] },
    head: { id: '', paths: Object.keys(FILES), has: () => true, entry: () => undefined, read: async (path: string) => FILES[path] ?? null },
    testSuite: { isTestFile: (path: string) => /\.(js|go)$/.test(path) },
  };
  const { path, range } = await stoppedAt({ test: outcome, headFile: now }, sides);
  return `${path}:${range?.startLine}-${range?.endLine}`;
};

test.each([
  ['what the change wrote above it', { name: ['a', 'two'], file: 'test/a.js', added: [{ start: 2, end: 4 }] }, 'test/a.js:2-4'],
  [
    'of that the nearest',
    {
      name: ['a', 'two'],
      file: 'test/a.js',
      added: [
        { start: 1, end: 1 },
        { start: 6, end: 6 },
      ],
    },
    'test/a.js:6-6',
  ],
  ['what it wrote in the test', { name: ['a', 'two'], file: 'test/a.js', added: [{ start: 6, end: 9 }] }, 'test/a.js:8-9'],
  [
    'the test, where the change is below',
    { name: ['a', 'one'], file: 'test/a.js', added: [{ start: 8, end: 8 }] },
    'test/a.js:5-undefined',
  ],
  ['a build tag', { name: ['TestOne'], file: 'a_test.go', added: [{ start: 1, end: 2 }] }, 'a_test.go:1-2'],
  ['a subtest, in the test around it', { name: ['TestOne', 'x'], file: 'a_test.go', added: [{ start: 7, end: 7 }] }, 'a_test.go:7-7'],
  ['a test that cannot be read', { name: ['b'], file: 'test/computed.js', added: [{ start: 1, end: 1 }] }, 'test/computed.js:1-1'],
  ['a file set aside', { name: ['TestOne'], file: 'a_test.go', now: 'a_test.go.bak', added: [] }, 'a_test.go:undefined-undefined'],
  ['a file that is gone', { name: ['TestOne'], file: null, added: [] }, '.:undefined-undefined'],
])('%s', async (_, where, expected) => {
  expect(await at(where)).toBe(expected);
});
