import { describe, expect, test } from 'vitest';
import type { Tree } from '../../domain/tree.ts';
import { checkoutWith } from '../fixtures/checkout-with.ts';
import { PYTHON, SIGN } from '../fixtures/python-project.ts';
import { runTests } from '../fixtures/run-tests.ts';
import type { Planted } from '../tool.ts';
import { pytest } from './pytest.ts';

type Files = Readonly<Record<string, string>>;

const TESTS = `import pytest
from pkg.sign import sign


@pytest.fixture
def broken():
    raise RuntimeError("no fixture")


class TestSign:
    def test_works(self):
        assert sign(1) == 1

    def test_fails(self):
        assert sign(1) == 3


@pytest.mark.parametrize("x", ["a::b", 2])
def test_rows(x):
    assert x


@pytest.mark.skip
def test_skipped():
    pass


@pytest.mark.xfail
def test_expected():
    assert 0


@pytest.mark.xfail
def test_better_than_expected():
    assert 1


def test_no_fixture(broken):
    pass
`;

const PROJECT: Files = { 'src/pkg/__init__.py': '', 'src/pkg/sign.py': SIGN, 'tests/test_sign.py': TESTS };
const GREEN: Files = { ...PROJECT, 'tests/test_sign.py': 'from pkg.sign import sign\n\n\ndef test_works():\n    assert sign(1) == 1\n' };

const treeOf = (files: Files): Tree => ({
  id: '0',
  paths: Object.keys(files).toSorted(),
  has: (path) => Object.hasOwn(files, path),
  entry: () => undefined,
  read: async (path) => files[path] ?? null,
});

async function run(files: Files, { command = `${PYTHON} -m pytest`, ...planted }: Partial<Planted> & { command?: string } = {}) {
  using checkout = checkoutWith(files);
  const report = await runTests(pytest(), { checkout, command, ...planted });
  return { ...report, names: report.tests.map(({ status, name }) => [status, ...name]) };
}

describe('a run', () => {
  test('with a test of every kind', async () => {
    const { names, tests, coverage, exitCode, tools } = await run(PROJECT);
    expect(names).toEqual([
      ['passed', 'TestSign', 'test_works'],
      ['failed', 'TestSign', 'test_fails'],
      ['passed', 'test_rows[a::b]'],
      ['passed', 'test_rows[2]'],
      ['skipped', 'test_skipped'],
      ['todo', 'test_expected'],
      ['passed', 'test_better_than_expected'],
      ['failed', 'test_no_fixture'],
    ]);
    expect(tests[1]).toMatchObject({ file: 'tests/test_sign.py', line: 15, message: expect.stringContaining('assert 1 == 3') });
    expect([...(coverage?.get('src/pkg/sign.py') ?? [])].toSorted(([a], [b]) => a - b)).toEqual([
      [1, 1],
      [2, 1],
      [3, 0],
      [4, 1],
    ]);
    expect(exitCode).toBe(1);
    expect(tools).toEqual([{ name: 'pytest', version: expect.stringMatching(/^\d+\.\d+\.\d+ \(Python 3\.\d+\.\d+\)$/) }]);
  });

  test('stops at the first failure where the command says so', async () => {
    expect((await run(PROJECT, { command: `${PYTHON} -m pytest --exitfirst` })).names).toEqual([
      ['passed', 'TestSign', 'test_works'],
      ['failed', 'TestSign', 'test_fails'],
    ]);
  });

  test('keeps the coverage that the command itself measures', async () => {
    const { coverage } = await run(GREEN, { command: `${PYTHON} -m pytest --cov=pkg` });
    expect(coverage?.get('src/pkg/sign.py')?.get(3)).toBe(0);
    const { coverage: other } = await run(GREEN, { command: `${PYTHON} -m coverage run -m pytest` });
    expect(other?.get('src/pkg/sign.py')?.get(3)).toBe(0);
  });

  test('a file that does not load is a failure', async () => {
    const { tests } = await run({ ...GREEN, 'tests/test_broken.py': 'def test_x(:\n' });
    expect(tests).toEqual([
      {
        name: ['tests/test_broken.py'],
        file: 'tests/test_broken.py',
        runner: 'pytest',
        status: 'failed',
        durationMs: null,
        message: expect.stringContaining('SyntaxError'),
        line: null,
      },
    ]);
  });

  test('takes the code of the checkout, not a compiled one beside it', async () => {
    const { names } = await run(
      { ...GREEN, 'stale.py': 'x = 1\n' },
      {
        command: `cp src/pkg/sign.py keep && echo 'def sign(x): return 9' > src/pkg/sign.py && ${PYTHON} -c "import py_compile; py_compile.compile('src/pkg/sign.py', invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH, cfile='src/pkg/__pycache__/sign.cpython-311.pyc')" && cp keep src/pkg/sign.py && ${PYTHON} -m pytest`,
      },
    );
    expect(names).toEqual([['passed', 'test_works']]);
  });
});

describe('is no answer where', () => {
  test.each([
    {
      name: 'a package is missing',
      files: { ...GREEN, 'tests/test_sign.py': 'import not_installed_here\n' },
      error: /has no module not_installed_here/,
    },
    {
      name: 'conftest.py needs a package that is missing',
      files: { ...GREEN, 'tests/conftest.py': 'import not_installed_here\n' },
      error: /has no module not_installed_here/,
    },
    {
      name: 'the project itself is not installed',
      files: { ...GREEN, 'tests/test_sign.py': "import importlib.metadata\nimportlib.metadata.version('not-installed')\n" },
      error: /has no package not-installed installed/,
    },
    { name: 'pytest is missing', files: GREEN, command: `${PYTHON} -S -m pytest`, error: /has no module pytest/ },
    { name: 'the environment is not read', files: GREEN, command: `${PYTHON} -E -m pytest`, error: /left no report of pytest/ },
    {
      name: 'a test ends the process',
      files: { ...GREEN, 'tests/test_exit.py': 'import os\n\n\ndef test_x():\n    os._exit(0)\n' },
      error: /did not come to its end/,
    },
    {
      name: 'the code comes from somewhere else',
      files: { ...GREEN, 'tests/conftest.py': "import os, sys\nsys.path.insert(0, os.environ['TMPDIR'] + '/elsewhere')\n" },
      command: `mkdir -p $TMPDIR/elsewhere/pkg && cp src/pkg/*.py $TMPDIR/elsewhere/pkg && ${PYTHON} -m pytest`,
      error: /the tests loaded pkg from .*, not from the judged tree/,
    },
  ])('$name', async ({ files, command, error }) => {
    await expect(run(files, command === undefined ? {} : { command })).rejects.toThrow(error);
  });

  test('a module of the repository itself is missing: that is a failure of the change', async () => {
    const { tests } = await run({ ...GREEN, 'tests/test_sign.py': 'import pkg.gone\n' });
    expect(tests.map(({ status }) => status)).toEqual(['failed']);
  });
});

describe('a planted test', () => {
  const nonce = 'b5e6c1f0a9d84c6e';
  const planting = async (files: Files, paths: readonly string[] = []): Promise<Partial<Planted>> => {
    const plant = await pytest().sentinel(treeOf(files), nonce);
    return { ...(plant === null ? {} : { plant }), probed: { text: pytest().probe(nonce)?.text ?? '', paths } };
  };
  const again = `test_again${nonce}`;

  test('fails beside the others, and at the end of each file', async () => {
    const { names } = await run(GREEN, await planting(GREEN, ['tests/test_sign.py']));
    expect(names).toEqual([
      ['failed', `TestPlanted${nonce}`, `test_planted_${nonce}`],
      ['passed', 'test_works'],
      ['failed', `TestPlantedagain${nonce}`, again],
    ]);
  });

  test('goes into a file that the command names', async () => {
    const { names } = await run(GREEN, {
      command: `${PYTHON} -m pytest tests/test_sign.py::test_works tests/test_sign.py`,
      ...(await planting(GREEN)),
    });
    expect(names).toContainEqual(['failed', `TestPlanted${nonce}`, `test_planted_${nonce}`]);
  });

  test.each([
    { name: 'an assertion that asserts nothing', conftest: 'import unittest\nunittest.TestCase.assertEqual = lambda *rest: None\n' },
    {
      name: 'a hook that turns reports',
      conftest:
        'import pytest\n\n\n@pytest.hookimpl(hookwrapper=True)\ndef pytest_runtest_makereport():\n    result = yield\n    result.get_result().outcome = "passed"\n',
    },
  ])('passes where there is $name', async ({ conftest }) => {
    const files = { ...GREEN, 'tests/conftest.py': conftest };
    const { names } = await run(files, await planting(files, ['tests/test_sign.py']));
    expect(names).toContainEqual(['passed', `TestPlantedagain${nonce}`, again]);
  });
});
