import { pytest } from '../../tools/python/pytest.ts';
import { testSuite } from '../../tools/suite/test-suite.ts';
import { testChecker } from '../test-checker.ts';

const SIGN = 'def sign(x):\n    if x < 0:\n        return -1\n    return 1\n';
const ZERO = SIGN.replace('    return 1', '    if x == 0:\n        return 0\n    return 1');
const TESTS = `import pytest
from pkg import sign


def test_below():
    assert sign(-1) == -1


@pytest.mark.parametrize("x", [1, 2])
def test_above(x):
    assert sign(x) == 1
`;
const TEST_ZERO = '\n\ndef test_zero():\n    assert sign(0) == 0\n';
const base = {
  // Debian's Python, with pytest and coverage.py.
  '.jidoka/config.yaml': 'phase: 3\ncommands:\n  test: /usr/bin/python3 -m pytest\n',
  'pyproject.toml': '[tool.pytest.ini_options]\n',
  'pkg/__init__.py': SIGN,
  'tests/test_sign.py': TESTS,
};

testChecker(import.meta.url, {
  clean: [
    { name: 'Python: a change with its test', base, head: { 'pkg/__init__.py': ZERO, 'tests/test_sign.py': TESTS + TEST_ZERO } },
    {
      name: 'Python: a package that is not installed says nothing about the change',
      base,
      head: { 'pkg/__init__.py': `import not_installed_here\n\n\n${SIGN}` },
      expect: { verdict: 'errored', reason: /has no module not_installed_here/ },
    },
  ],
  flagged: [
    {
      name: 'Python: what no test runs, a failure, a test that is skipped now and one that does not run any more',
      base,
      head: {
        'pkg/__init__.py': ZERO,
        'tests/test_sign.py': TESTS.replace('def test_below', '@pytest.mark.skip\ndef test_below').replace('[1, 2]', '[1, 0]'),
      },
      expect: {
        findings: [
          { rule: 'coverage-shrunk', path: 'pkg/__init__.py', line: 3 },
          { rule: 'newly-skipped', path: 'tests/test_sign.py', line: 5 },
          { rule: 'test-failed', path: 'tests/test_sign.py', line: 12 },
        ],
      },
    },
    {
      name: 'Python: what no test runs',
      base,
      head: { 'pkg/__init__.py': ZERO },
      expect: { findings: [{ rule: 'changed-line-uncovered', path: 'pkg/__init__.py', line: 5 }] },
    },
    {
      name: 'Python: a test that a hook leaves out',
      base,
      head: { 'tests/conftest.py': 'def pytest_collection_modifyitems(items):\n    del items[1]\n' },
      expect: { findings: [{ rule: 'tests-vanished', path: 'tests/test_sign.py', line: 10 }] },
    },
    {
      name: 'Python: a hook that swallows failures',
      base,
      head: {
        'tests/conftest.py':
          'import pytest\n\n\n@pytest.hookimpl(hookwrapper=True)\ndef pytest_runtest_makereport():\n    made = yield\n    made.get_result().outcome = "passed"\n',
      },
      expect: { verdict: 'errored', reason: /a failing test planted at the end of tests\/test_sign\.py was reported as passed/ },
    },
  ],
  tools: () => ({ testSuite: testSuite([pytest()]) }),
});
