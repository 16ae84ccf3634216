import { testChecker } from '../test-checker.ts';

const base = { 'pyproject.toml': '[project]\nname = "a"\n', 'a.py': 'x = 1\n', 'old.py': 'print "2"\n' };

testChecker(import.meta.url, {
  clean: [
    { name: 'Python that compiles', base, head: { 'a.py': 'x = 2\n', 'b.py': 'async def f():\n    return [x async for x in y]\n' } },
    {
      name: 'Python that did not compile before either',
      base,
      head: { 'old.py': '# old\nprint "2"\n' },
      expect: { findings: [{ rule: 'compile-error', path: 'old.py', line: 2, state: 'unchanged' }] },
    },
    { name: 'broken input of tests', base, head: { 'tests/fixtures/broken.py': 'def f(:\n' } },
    { name: 'nothing of a repository of Python but its texts', base, head: { 'README.md': 'x\n' } },
  ],
  flagged: [
    {
      name: 'Python that does not compile',
      base,
      head: { 'a.py': 'x = 1\n\ndef f():\n    return = 1\n', 'b.py': 'if x:\nreturn\n', 'c d.py': 'x = "\n' },
      expect: {
        findings: [
          { rule: 'compile-error', path: 'a.py', line: 4 },
          { rule: 'compile-error', path: 'b.py', line: 2 },
          { rule: 'compile-error', path: 'c d.py', line: 1 },
        ],
      },
    },
    {
      name: 'Python that is not even text',
      base,
      head: { 'a.py': 'x = 1\n# \udcff\0\n' },
      expect: { findings: [{ rule: 'compile-error', path: 'a.py' }] },
    },
  ],
});
