import { expect, test } from 'vitest';
import { pythonTestsOf } from './python-tests.ts';

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
    ['test_adds', 'no', 3, 8, 14],
    ['test_skipped', 'yes', 1, 16, 18],
    ['test_conditional', 'conditional', 1, 20, 25],
    ['TestUsers > test_equal', 'no', 1, 30, 32],
    ['TestUsers > test_not_now', 'yes', 0, 33, 38],
  ]);
});
