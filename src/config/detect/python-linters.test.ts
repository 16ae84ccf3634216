import { expect, test } from 'vitest';
import { pythonLinters } from './python-linters.ts';

const HOOKS = (...ids: readonly string[]) => `repos:\n  - repo: x\n    hooks:\n${ids.map((id) => `      - id: ${id}\n`).join('')}`;

test.each<[string, Record<string, string>, string[]]>([
  ['nothing', { 'pyproject.toml': '[project]\n' }, []],
  [
    'ruff with settings, and hooks that run it',
    { 'pyproject.toml': '[tool.ruff]\nfix = true\n', '.pre-commit-config.yaml': HOOKS('ruff', 'ruff-format') },
    ['ruff pyproject.toml', 'ruff format null'],
  ],
  ['settings of a part of ruff', { 'pyproject.toml': '[tool.ruff.lint.isort]\n' }, ['ruff pyproject.toml']],
  ['settings of its formatter', { 'ruff.toml': 'line-length = 100\n[format]\n' }, ['ruff ruff.toml', 'ruff format ruff.toml']],
  [
    'settings of ruff for a linter and of black',
    { 'pyproject.toml': '[tool.ruff]\n[tool.black]\n' },
    ['ruff pyproject.toml', 'black pyproject.toml'],
  ],
  [
    'settings of black that are left over',
    { 'pyproject.toml': '[tool.black]\n', 'tox.ini': '[testenv:style]\ncommands = ruff format --check\n' },
    ['ruff format null'],
  ],
  ['black in the CI', { '.github/workflows/ci.yml': '- run: black --check .\n' }, ['black null']],
  ['flake8', { 'setup.cfg': '[metadata]\n[flake8]\nmax-line-length = 100\n' }, ['flake8 setup.cfg']],
])('%s', async (_, files, expected) => {
  const all: Record<string, string> = { ...files, 'a.py': '' };
  const { linters } = await pythonLinters({ paths: Object.keys(all), read: async (path) => all[path] ?? null });
  expect(linters.map(({ name, config }) => `${name} ${config}`)).toEqual(expected);
});

test('a tree without Python has none', async () => {
  expect(await pythonLinters({ paths: ['pyproject.toml'], read: async () => '[tool.ruff]\n' })).toEqual({ linters: [], notes: [] });
});
