import { expect, test } from 'vitest';
import { checkoutWith } from '../fixtures/checkout-with.ts';
import { PYTHON, SIGN } from '../fixtures/python-project.ts';
import { runTests } from '../fixtures/run-tests.ts';
import { unittest } from './unittest.ts';

const TESTS = `import unittest
from pkg.sign import sign


class TestSign(unittest.TestCase):
    def test_works(self):
        self.assertEqual(sign(1), 1)

    def test_fails(self):
        self.assertEqual(sign(1), 3)

    def test_parts(self):
        for x in (1, 2):
            with self.subTest(x=x):
                self.assertEqual(x, 1)

    @unittest.skip("later")
    def test_skipped(self):
        pass

    @unittest.expectedFailure
    def test_expected(self):
        self.fail()

    @unittest.expectedFailure
    def test_better_than_expected(self):
        pass

    def test_runs_tests(self):
        class Inner(unittest.TestCase):
            def test_inner(self):
                self.fail()
        unittest.TextTestRunner(stream=open("/dev/null", "w")).run(unittest.defaultTestLoader.loadTestsFromTestCase(Inner))


class TestSetUp(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise RuntimeError("no")

    def test_never(self):
        pass
`;

async function run(files: Readonly<Record<string, string>>, planted: Partial<Parameters<typeof runTests>[1]> = {}) {
  using checkout = checkoutWith({ 'src/pkg/__init__.py': '', 'src/pkg/sign.py': SIGN, 'tests/__init__.py': '', ...files });
  const report = await runTests(unittest(), { checkout, command: `${PYTHON} -m unittest discover`, ...planted });
  return { ...report, names: report.tests.map(({ status, name }) => [status, ...name]) };
}

test('a run with a test of every kind', async () => {
  const { names, tests, coverage, exitCode, tools } = await run({
    'tests/test_sign.py': TESTS,
    'tests/test_broken.py': 'import pkg.gone\n',
  });
  expect(names).toEqual([
    ['failed', 'tests/test_broken.py'],
    ['failed', 'TestSetUp', 'setUpClass'],
    ['failed', 'TestSign', 'test_better_than_expected'],
    ['todo', 'TestSign', 'test_expected'],
    ['failed', 'TestSign', 'test_fails'],
    ['failed', 'TestSign', 'test_parts'],
    ['passed', 'TestSign', 'test_runs_tests'],
    ['skipped', 'TestSign', 'test_skipped'],
    ['passed', 'TestSign', 'test_works'],
  ]);
  expect(tests[4]).toMatchObject({ file: 'tests/test_sign.py', line: 10, message: 'AssertionError: 1 != 3' });
  expect([...(coverage?.get('src/pkg/sign.py') ?? [])].toSorted(([a], [b]) => a - b)).toEqual([
    [1, 1],
    [2, 1],
    [3, 0],
    [4, 1],
  ]);
  expect([exitCode, tools]).toEqual([1, [{ name: 'unittest', version: expect.stringMatching(/^3\.\d+\.\d+ /) }]]);
});

test('planted tests fail, unless something swallows failures', async () => {
  const nonce = 'b5e6c1f0a9d84c6e';
  const green = 'import unittest\nfrom tests import helper\n\n\nclass TestIt(unittest.TestCase):\n    def test_it(self):\n        pass\n';
  const files = { 'tests/test_it.py': green, 'tests/helper.py': '' };
  const plant = await unittest().sentinel(
    { id: '0', paths: ['tests/test_it.py'], has: () => true, entry: () => undefined, read: async () => green },
    nonce,
  );
  const planted = { ...(plant && { plant }), probed: { text: unittest().probe(nonce)?.text ?? '', paths: ['tests/test_it.py'] } };
  expect((await run(files, planted)).names).toEqual([
    ['passed', 'TestIt', 'test_it'],
    ['failed', `TestPlantedagain${nonce}`, `test_again${nonce}`],
    ['failed', `TestPlanted${nonce}`, `test_planted_${nonce}`],
  ]);
  const patched = { ...files, 'tests/helper.py': 'import unittest\nunittest.TestCase.assertTrue = lambda *rest: None\n' };
  expect((await run(patched, planted)).names).toContainEqual(['passed', `TestPlantedagain${nonce}`, `test_again${nonce}`]);
});

test.each([
  ['a package is missing', { 'tests/test_it.py': 'import not_installed_here\n' }, /has no module not_installed_here/],
  [
    'a test ends the process',
    { 'tests/test_it.py': 'import os, unittest\n\n\nclass TestIt(unittest.TestCase):\n    def test_it(self):\n        os._exit(0)\n' },
    /did not come to its end/,
  ],
])('is no answer where %s', async (_, files, error) => {
  await expect(run(files)).rejects.toThrow(error);
});
