import type { TreeSnapshot } from '../tree-snapshot.ts';
import type { Ecosystem } from './ecosystem.ts';

/** A tool is used when one of its own files exists or one of the shared ones speaks of it. */
const TOOLS = {
  pytest: { files: ['pytest.ini', 'conftest.py', 'tests/conftest.py'], mention: /^\[(tool\.pytest|tool:pytest|pytest)\b|\bpytest\b/m },
  ruff: { files: ['ruff.toml', '.ruff.toml'], mention: /^\[tool\.ruff\b/m },
  mypy: { files: ['mypy.ini', '.mypy.ini'], mention: /^\[(tool\.mypy|mypy)\b/m },
} as const;

const SHARED = [
  'pyproject.toml',
  'setup.cfg',
  'tox.ini',
  'setup.py',
  'Pipfile',
  'requirements.txt',
  'requirements-dev.txt',
  'dev-requirements.txt',
];

export const python: Ecosystem = {
  name: 'Python',
  languages: ['python'],
  manifests: ['pyproject.toml', 'setup.py', 'setup.cfg', 'tox.ini', 'requirements.txt', 'Pipfile'],
  extensions: ['.py'],
  async commands(tree) {
    const [hasPytest, hasRuff, hasMypy] = await Promise.all([uses(tree, 'pytest'), uses(tree, 'ruff'), uses(tree, 'mypy')]);
    const hasUnittests = tree.paths.some((path) => /(^|\/)test_[^/]+\.py$/.test(path));
    const test = hasPytest ? 'python -m pytest' : hasUnittests ? 'python -m unittest discover' : undefined;
    return {
      commands: {
        build: hasMypy ? 'python -m mypy .' : 'python -m compileall -q .',
        ...(test === undefined ? {} : { test }),
        ...(hasRuff ? { lint: 'python -m ruff check .' } : {}),
      },
      notes: [
        ...(test === undefined ? ['no tests found: neither pytest nor a test_*.py file'] : []),
        ...(hasMypy ? [] : ['no mypy configuration: the build only compiles the files']),
      ],
    };
  },
};

async function uses(tree: TreeSnapshot, tool: keyof typeof TOOLS): Promise<boolean> {
  const { files, mention } = TOOLS[tool];
  if (files.some((path) => tree.paths.includes(path))) return true;
  const texts = await Promise.all(SHARED.filter((path) => tree.paths.includes(path)).map((path) => tree.read(path)));
  return texts.some((text) => text !== null && mention.test(text));
}
