import { testChecker } from '../test-checker.ts';

const SUM = 'def total(items):\n    return sum(item.price for item in items)\n';
const TEST = `import unittest
from .. import shop


class TestShop(unittest.TestCase):
    def test_total(self):
        self.assertEqual(shop.total([]), 0)
        self.assertRaises(TypeError, shop.total)
`;
const PROJECT = `[project]
name = "shop"

[tool.pytest.ini_options]
addopts = "-q --cov-fail-under=90"

[tool.coverage.report]
fail_under = 90 # percent

[tool.ruff.lint]
select = [
    "E",
    "F",
]
`;
const base = {
  'pyproject.toml': PROJECT,
  'shop/__init__.py': '',
  'shop/shop.py': SUM,
  'shop/tests/__init__.py': '',
  'shop/tests/test_shop.py': TEST,
};

testChecker(import.meta.url, {
  clean: [
    {
      name: 'Python that grows',
      base,
      head: {
        'shop/shop.py': `from .prices import vat\n\n\n${SUM}\n\ndef _nothing(x):\n    return None\n\n\ntry:\n    from ._fast import total\nexcept ImportError:\n    pass\n`,
        'shop/prices.py':
          'import typing\n\n\n@typing.overload\ndef vat(x: int): ...\n@typing.overload\ndef vat(x: str): ...\ndef vat(x):\n    return x\n',
        'pyproject.toml': PROJECT.replace('"shop"', '"shop2"').replace('90 # percent', '95'),
      },
    },
    {
      name: 'a constant where base asked somebody else is a warning',
      base: { ...base, 'shop/clock.py': 'def now():\n    return int(time.time())\n' },
      head: { 'shop/clock.py': 'def now():\n    return 5\n' },
      expect: { findings: [{ rule: 'stub', path: 'shop/clock.py', line: 2 }] },
    },
    {
      name: 'a class that others complete is a warning',
      base,
      head: { 'shop/base.py': 'class Shop:\n    def total(self, items):\n        raise NotImplementedError\n' },
      expect: { findings: [{ rule: 'stub', path: 'shop/base.py', line: 3 }] },
    },
    {
      name: 'abstract methods',
      base,
      head: { 'shop/base.py': 'class Shop(ABC):\n    @abstractmethod\n    def total(self):\n        raise NotImplementedError\n' },
    },
    {
      name: 'property and setter, a function defined under a condition',
      base,
      head: {
        'shop/a.py':
          'class A:\n    @property\n    def x(self): return 1\n    @x.setter\n    def x(self, y): self.y = y\n\n\nif A:\n    def f(): return 1\nelse:\n    def f(): return 2\n',
      },
    },
    { name: 'one error that is meant to be passed over', base, head: { 'shop/a.py': 'try:\n    a()\nexcept KeyError:\n    pass\n' } },
  ],
  flagged: [
    {
      name: 'a test that a later one of the same name replaces, and one that says less',
      base: { 'tests/test_a.py': 'def test_a():\n    assert f(1) == 1\n\n\n@pytest.mark.slow\ndef test_b():\n    assert f(2) == 2\n' },
      head: { 'tests/test_a.py': 'def test_a():\n    assert f(1)\n\n\n@pytest.mark.slow\ndef test_a():\n    assert f(2) == 2\n' },
      expect: {
        findings: [
          { rule: 'assertion-removed', path: 'tests/test_a.py', line: 2 },
          { rule: 'duplicate-definition', path: 'tests/test_a.py', line: 6 },
        ],
      },
    },
    {
      name: 'a function of the tests that says less',
      base: { 'tests/test_a.py': 'def same(a):\n    assert a == 1\n\n\ndef test_a():\n    same(f())\n' },
      head: { 'tests/test_a.py': 'def same(a):\n    assert a\n\n\ndef test_a():\n    same(f())\n' },
      expect: { findings: [{ rule: 'assertion-removed', path: 'tests/test_a.py', line: 2 }] },
    },
    {
      name: 'inherited tests that nobody runs any more',
      base: { ...base, 'tests/test_file.py': 'class TestFile(TestStore):\n    store = FileStore\n' },
      head: { 'tests/test_file.py': null, 'tests/file.py.txt': 'class TestFile(TestStore):\n    store = FileStore\n' },
      expect: { findings: [{ rule: 'test-deleted', path: 'tests/test_file.py' }] },
    },
    {
      name: 'an error that is not handed on any more',
      base: {
        ...base,
        'shop/a.py': 'def a(x):\n    try:\n        return b(x)\n    except KeyError as e:\n        raise Missing(x) from e\n',
      },
      head: { 'shop/a.py': 'def a(x):\n    try:\n        return b(x)\n    except KeyError:\n        pass\n' },
      expect: { findings: [{ rule: 'stub', path: 'shop/a.py', line: 4 }] },
    },
    {
      name: 'a colon that is missing',
      base,
      head: { 'shop/shop.py': SUM.replace('):\n', ')\n') },
      expect: { findings: [{ rule: 'truncated-file', path: 'shop/shop.py', line: 1 }] },
    },
    {
      name: 'Python cut off in the middle',
      base,
      head: { 'shop/shop.py': 'def total(items):\n    return sum(item.price for' },
      expect: { findings: [{ rule: 'truncated-file', path: 'shop/shop.py', line: 2 }] },
    },
    {
      name: 'stubs',
      base,
      head: {
        'shop/shop.py': 'def total(items):\n    """The total."""\n    raise NotImplementedError("later")\n',
        'shop/new.py': 'def ship(x):\n    # TODO: implement\n    pass\n',
        'shop/again.py': 'def f(x):\n    return x\n\n\ndef f(x):\n    return 2 * x\n',
        'shop/lost.py': 'from .nowhere import x\nfrom ..shop.prices import y\n',
        'shop/quiet.py': 'try:\n    a()\nexcept:\n    pass\ntry:\n    b()\nexcept Exception as e:\n    ...\n',
        'shop/mute.py': 'with suppress(KeyError):\n    a()\nwith contextlib.suppress(Exception):\n    b()\n',
      },
      expect: {
        findings: [
          { rule: 'duplicate-definition', path: 'shop/again.py', line: 5 },
          { rule: 'unresolved-import', path: 'shop/lost.py', line: 1 },
          { rule: 'unresolved-import', path: 'shop/lost.py', line: 2 },
          { rule: 'stub', path: 'shop/mute.py', line: 3 },
          { rule: 'stub', path: 'shop/new.py', line: 2 },
          { rule: 'stub', path: 'shop/quiet.py', line: 3 },
          { rule: 'stub', path: 'shop/quiet.py', line: 7 },
          { rule: 'stub', path: 'shop/shop.py', line: 3 },
        ],
      },
    },
    {
      name: 'a constant where base computed',
      base,
      head: { 'shop/shop.py': 'def total(items):\n    return 0\n' },
      expect: { findings: [{ rule: 'stub', path: 'shop/shop.py', line: 2 }] },
    },
    {
      name: 'weaker tests',
      base,
      head: {
        'shop/tests/test_shop.py': TEST.replace('        self.assertRaises(TypeError, shop.total)\n', '').replace(
          '    def test_total',
          '    @unittest.skip("later")\n    def test_total',
        ),
        'shop/tests/test_more.py': 'def test_it():\n    try:\n        assert total()\n    except AssertionError:\n        pass\n',
        'shop/shop.py': `${SUM}x = 1  # type: ignore\ny = 2  # pragma: no cover\n`,
      },
      expect: {
        findings: [
          { rule: 'suppression-added', path: 'shop/shop.py', line: 3 },
          { rule: 'suppression-added', path: 'shop/shop.py', line: 4 },
          { rule: 'stub', path: 'shop/tests/test_more.py', line: 4 },
          { rule: 'test-skipped', path: 'shop/tests/test_shop.py', line: 6 },
          { rule: 'assertion-removed', path: 'shop/tests/test_shop.py', line: 8 },
        ],
      },
    },
    {
      name: 'settings in other ways to write them',
      base: { ...base, 'pyproject.toml': '[project]\nname = "a"\n\n[tool.coverage.report]\nexclude_lines = ["x # y"]\n' },
      head: {
        'pyproject.toml':
          'tool.mypy.ignore_errors = true\n[project]\nname = "a"\n[ "tool" . \'ruff\' ]\nignore = ["F"]\n[tool.coverage.report]\nexclude_lines = ["x # ."]\n',
      },
      expect: {
        findings: [
          { rule: 'protected-path', path: 'pyproject.toml', line: 1 },
          { rule: 'protected-path', path: 'pyproject.toml', line: 5 },
          { rule: 'protected-path', path: 'pyproject.toml', line: 7 },
        ],
      },
    },
    {
      name: 'a file of tests that is not collected any more',
      base,
      head: { 'shop/tests/conftest.py': 'import os\n\ncollect_ignore = ["test_shop.py"]\n' },
      expect: { findings: [{ rule: 'exclude-widened', path: 'shop/tests/conftest.py', line: 3 }] },
    },
    {
      name: 'weaker settings',
      base,
      head: {
        'pyproject.toml': PROJECT.replace('fail-under=90', 'fail-under=80')
          .replace('90 # percent', '80')
          .replace('    "F",\n', '')
          .concat('\n[tool.mypy]\nignore_errors = true\n'),
      },
      expect: {
        findings: [
          { rule: 'threshold-lowered', path: 'pyproject.toml', line: 5 },
          { rule: 'threshold-lowered', path: 'pyproject.toml', line: 8 },
          { rule: 'protected-path', path: 'pyproject.toml', line: 11 },
          { rule: 'protected-path', path: 'pyproject.toml', line: 16 },
        ],
      },
    },
  ],
});
