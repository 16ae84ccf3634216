import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import type { Probe, Sentinel } from '../tool.ts';

/** What pytest and unittest take for a test file where nothing else is said. */
const TEST_FILE = /(^|\/)(test_[^/]*|[^/]*_test|tests?)\.py$/;

export function isPythonTest(path: string): boolean {
  return TEST_FILE.test(path);
}

/** A file of its own beside a test file, by the same pattern; null without any. A TestCase, which both runners take whatever patterns of names are set. */
export function pythonSentinel(tree: Tree, nonce: string): Sentinel | null {
  const beside = tree.paths.filter(isPythonTest).find((path) => !/(^|\/)(fixtures?|data)\//.test(path)) ?? tree.paths.find(isPythonTest);
  if (beside === undefined) return null;
  const id = nonce.replaceAll(/\W/g, '');
  const name = `test_planted_${id}`;
  const file = beside.endsWith('_test.py') ? `planted_${id}_test.py` : `test_planted_${id}.py`;
  return {
    path: posix.join(posix.dirname(beside), file),
    name,
    text: testCase(id, `    def ${name}(self):\n        raise AssertionError('planted')\n`),
  };
}

function testCase(id: string, body: string): string {
  return `\nimport unittest as planted_${id}  # noqa\n\n\nclass TestPlanted${id}(planted_${id}.TestCase):\n${body}`;
}

/** None of them holds. */
const CLAIMS = [
  'self.assertEqual(1, 2)',
  'self.assertTrue(False)',
  'self.assertFalse(True)',
  'self.assertIs(None, self)',
  'self.assertIn(1, [])',
  'self.assertIsNone(1)',
  'self.assertDictEqual({1: 1}, {1: 2})',
  'self.assertRaises(ValueError, str)',
  'self.fail()',
  'check(1 == 2)',
];

/** For the end of any test file: it passes only where what is loaded there swallows failures. */
export function pythonProbe(nonce: string): Probe {
  const id = `again${nonce.replaceAll(/\W/g, '')}`;
  const name = `test_${id}`;
  const claims = CLAIMS.map((claim) => `lambda: ${claim}`).join(', ');
  const body = `    def ${name}(self):
        def check(claim):
            assert claim
        for claim in [${claims}]:
            try:
                claim()
            except BaseException:
                continue
            return
        raise AssertionError('planted')
`;
  return { name, text: testCase(id, body) };
}
