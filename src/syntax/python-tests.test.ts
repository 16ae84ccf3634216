import { expect, test } from 'vitest';
import { pythonTestsOf, pythonTitlesOf } from './python-tests.ts';

test('tests of pytest and unittest', () => {
  const text = `
import pytest

def check(a):
    assert a
    assert a > 1

def test_adds():
    """
    def test_in_a_text(): pass
    """
    check(2)  # assert nothing
    assert 1 + 1 == 2

@pytest.mark.skip(reason="slow")
def test_skipped():
    assert True

@pytest.mark.skipif(WINDOWS, reason="paths")
async def test_conditional(
    tmp_path,
):
    with pytest.raises(ValueError):
        open(tmp_path)

class TestUsers(unittest.TestCase):
    def setUp(self):
        self.a = 1

    def test_equal(self):
        self.assertEqual(self.a, 1)

    def test_not_now(self):
        self.skipTest("later")

    # def test_gone(self):
    #     assert 1
`;
  expect(pythonTestsOf(text).map(({ title, skip, assertions, line, endLine }) => [title, skip, assertions, line, endLine])).toEqual([
    ['test_adds', 'no', 3, 8, 13],
    ['test_skipped', 'yes', 1, 16, 17],
    ['test_conditional', 'conditional', 1, 20, 24],
    ['TestUsers > test_equal', 'no', 1, 30, 31],
    ['TestUsers > test_not_now', 'yes', 0, 33, 34],
  ]);
});

test.each([
  ['a condition', '    if x:\n        assert x', 1, 0],
  ['a condition on one line', '    if x: assert x', 1, 0],
  ['a return before it', '    return\n    assert x', 1, 0],
  ['a handler that goes on', '    try:\n        assert x\n    except AssertionError:\n        pass', 1, 0],
  ['a handler that raises', '    try:\n        assert x\n    except Exception:\n        raise', 1, 1],
  ['a handler of something else', '    try:\n        assert x\n    except KeyError:\n        pass', 1, 1],
  ['a tuple, which is true', '    assert (x, "is not y")', 1, 0],
  ['a tuple that is compared', '    assert (x, y) == (1, 2)', 1, 1],
  ['a literal', '    assert True', 1, 0],
  ['a text in another', '    assert "a" in x', 1, 1],
  ['a context', '    with a, b:\n        assert x', 1, 1],
  ['a loop', '    for x in y:\n        assert x', 1, 1],
  ['two on one line', '    assert x; assert y', 2, 2],
  ['a word in a text', '    print("assert x"); x = """\nassert y\n"""', 0, 0],
  ['pytest', '    with pytest.raises(E):\n        x()', 1, 1],
  ['a mock', '    mock.assert_called_once_with(1)', 1, 1],
  ['a function inside', '    def check():\n        assert x\n    check()', 1, 1],
])('%s', (_, body, all, certain) => {
  const [found] = pythonTestsOf(`def test_it():\n${body}\n`);
  expect({ all: found?.assertions, certain: found?.certain }).toEqual({ all, certain });
});

test.each([
  ['@pytest.mark.xfail', 'yes'],
  ['@pytest.mark.xfail(reason="bug")', 'yes'],
  ['@pytest.mark.xfail(sys.version_info < (3, 9), reason="old")', 'conditional'],
  ['@unittest.skip("later")', 'yes'],
  ['@unittest.skipIf(x, "")', 'conditional'],
  ['@unittest.expectedFailure', 'yes'],
  ['@pytest.mark.parametrize("x", [1])', 'no'],
])('%s', (decorator, skip) => {
  expect(pythonTestsOf(`${decorator}\ndef test_it():\n    assert 1\n`)[0]?.skip).toBe(skip);
  expect(pythonTestsOf(`${decorator}\nclass TestIt:\n    def test_it(self):\n        assert 1\n`)[0]?.skip).toBe(skip);
});

test('a call is one of what it can reach', () => {
  const text = `
def get():
    assert 1 == x


class TestA:
    def check(self):
        assert x

    def test_method(self):
        self.check()
        client.get()
        get()


def check(): assert x; assert y


def test_function():
    def get():
        assert y
        assert x
    check()
    get()
`;
  expect(pythonTestsOf(text).map(({ assertions }) => assertions)).toEqual([2, 4]);
});

test('marks of a whole file, rows of a table, what is no test', () => {
  expect(
    pythonTestsOf('pytestmark = [pytest.mark.skip]\ndef test_it(): assert x\n').map(({ skip, assertions }) => [skip, assertions]),
  ).toEqual([['yes', 1]]);
  expect(pythonTitlesOf('class TestA:\n    class TestB:\n        def test_c(self): pass\n')).toEqual([
    'TestA > TestB > test_c',
    'TestA > TestB > test_c[(computed)]',
  ]);
  expect(pythonTestsOf('def make():\n    def test_inner():\n        pass\n')).toEqual([]);
});
