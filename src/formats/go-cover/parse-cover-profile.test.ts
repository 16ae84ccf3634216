import { expect, test } from 'vitest';
import { parseCoverProfile } from './parse-cover-profile.ts';

test('reads the blocks of each file', () => {
  const text = 'mode: set\nexample.org/a/b c.go:3.24,5.2 1 1\nexample.org/a/b c.go:7.2,7.12 1 0\nexample.org/a/sub/s.go:3.16,3.30 1 0\n';
  expect([...parseCoverProfile(text)]).toEqual([
    [
      'example.org/a/b c.go',
      [
        { startLine: 3, endLine: 5, count: 1 },
        { startLine: 7, endLine: 7, count: 0 },
      ],
    ],
    ['example.org/a/sub/s.go', [{ startLine: 3, endLine: 3, count: 0 }]],
  ]);
});

test.each(['mode: set\nexample.org/a.go:3.24,5.2', 'example.org/a.go:3.24,5.2 1 1', '{}'])('is no profile: %j', (text) => {
  expect(() => parseCoverProfile(text)).toThrow(/not Go's: line/);
});
