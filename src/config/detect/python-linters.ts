import type { LinterConfig } from '../../domain/project.ts';
import type { TreeSnapshot } from '../tree-snapshot.ts';
import { isAskedInCi } from './asked-in-ci.ts';
import type { LinterDetection } from './linter-detection.ts';

/** Sections by the file they stand in, in the order in which the tool looks for them. */
interface PythonLinter {
  readonly name: LinterConfig['name'];
  readonly sections: readonly (readonly [path: string, section: RegExp])[];
  /** What its CI or its hooks say where there is no section of its own. */
  readonly asked: RegExp | null;
}

const RUFF_FILES = ['.ruff.toml', 'ruff.toml'];

const RUFF: PythonLinter = {
  name: 'ruff',
  sections: [...RUFF_FILES.map((path) => [path, /^/] as const), ['pyproject.toml', /^\[tool\.ruff(\.lint\b.*)?\]/m]],
  asked: /^\s*-\s*id:\s*ruff(-check)?\s*$|\bruff\s+check\b/m,
};
const RUFF_FORMAT: PythonLinter = {
  name: 'ruff format',
  sections: [...RUFF_FILES.map((path) => [path, /^\[format\b/m] as const), ['pyproject.toml', /^\[tool\.ruff\.format\b.*\]/m]],
  asked: /^\s*-\s*id:\s*ruff-format\s*$|\bruff\s+format\b/m,
};
const BLACK: PythonLinter = {
  name: 'black',
  sections: [['pyproject.toml', /^\[tool\.black\]/m]],
  asked: /^\s*-\s*id:\s*black\s*$|\bblack\s+(--check|--diff)\b/m,
};
const FLAKE8: PythonLinter = {
  name: 'flake8',
  sections: [
    ['setup.cfg', /^\[flake8\]/m],
    ['tox.ini', /^\[flake8\]/m],
    ['.flake8', /^\[flake8\]/m],
  ],
  asked: null,
};

/** Those that the tree configures, or that its CI or its hooks run. Of two formatters the one that is run: the settings of the other are left over. */
export const pythonLinters: LinterDetection = async (tree) => {
  if (!tree.paths.some((path) => path.endsWith('.py'))) return { linters: [], notes: [] };
  const [ruff, format, black, flake8] = await Promise.all([RUFF, RUFF_FORMAT, BLACK, FLAKE8].map((tool) => found(tool, tree)));
  const isLeftOver = format?.isAsked === true && black?.isAsked !== true;
  const linters = [ruff, format, isLeftOver ? null : black, flake8].flatMap((one) => (one == null ? [] : [one.linter]));
  return { linters, notes: [] };
};

async function found(
  { name, sections, asked }: PythonLinter,
  tree: TreeSnapshot,
): Promise<{ readonly linter: LinterConfig; readonly isAsked: boolean } | null> {
  const isAsked = asked !== null && (await isAskedInCi(tree, asked));
  for (const [path, section] of sections) {
    const text = await tree.read(path);
    if (text !== null && section.test(text)) return { linter: { name, config: path }, isAsked };
  }
  return isAsked ? { linter: { name, config: null }, isAsked } : null;
}
