import { expect, test } from 'vitest';
import { weakerClaims } from '../claim-strength.ts';
import { pythonClaimsIn } from './python-claims.ts';
import { readPython } from './read-python.ts';

function weaker(before: string, after: string): number {
  const claims = (text: string) => pythonClaimsIn(readPython(`${text}\n`).statements);
  return weakerClaims(claims(before), claims(after)).length;
}

test.each([
  [1, 'assert out == 3', 'assert out'],
  [1, 'assert f(a, "x, y") == [1, 2], "why"', 'assert f(a, "x, y")'],
  [1, 'assert out == 3', 'assert out is not None'],
  [1, 'assert out == 3', 'assert out > 0'],
  [1, 'assert "a" in out', 'assert out'],
  [1, 'self.assertEqual(out, 3)', 'self.assertTrue(out)'],
  [1, 'self.assertEqual(out, 3)', 'self.assertIsNotNone(out)'],
  [1, 'self.assertEqual(len(out), 3)', 'self.assertGreater(len(out), 0)'],
  [0, 'assert out == 3', 'assert out == 4'],
  [0, 'assert out is True', 'assert out'],
  [0, 'assert out is None', 'assert out is not None'],
  [0, 'assert out == 3', 'assert out != 3'],
  [0, 'assert out', 'assert out == 3'],
  [0, 'assert out == 3', 'assert out and out == 3'],
  [0, 'assert out == 3', 'assert out\nassert str(out) == "3"'],
  [0, 'assert out == 3', 'self.assertEqual(out, 3)'],
  [0, 'assert 0 < out < 3', 'assert out'],
])('%i: %s, %s', (count, before, after) => expect(weaker(before, after)).toBe(count));
