import type { TreeSnapshot } from '../tree-snapshot.ts';
import type { Ecosystem } from './ecosystem.ts';
import { mentionedIn, PYTHON_MANIFESTS } from './python-files.ts';

const PYTEST_FILES = ['pytest.ini', '.pytest.ini', 'conftest.py', 'tests/conftest.py', 'test/conftest.py'];
/** A section of its configuration, or the package among those that are asked for. */
const PYTEST = /^\[(tool\.pytest|tool:pytest|pytest)\b|\bpytest\b/m;
const TEST_FILE = /(^|\/)(test_[^/]*|[^/]*_test)\.py$/;
/** What `unittest discover` looks for. */
const UNITTEST_FILE = /(^|\/)test[^/]*\.py$/;
/** They run the tests in environments of their own making, which is nothing that can be done without the network. */
const RUNNERS_OF_RUNNERS: Readonly<Record<string, string>> = { 'tox.ini': 'tox', 'tox.toml': 'tox', 'noxfile.py': 'nox' };

/** `python3`, as a system may have no `python`, and a virtual environment has both. */
export const python: Ecosystem = {
  name: 'Python',
  languages: ['python'],
  manifests: PYTHON_MANIFESTS,
  extensions: ['.py'],
  async commands(tree) {
    const test = await testCommand(tree);
    const found = Object.entries(RUNNERS_OF_RUNNERS).filter(([path]) => tree.paths.includes(path));
    return {
      commands: test === null ? {} : { test },
      notes: [
        ...(test === null ? ['no tests found: neither pytest nor a test_*.py file'] : []),
        ...(test === null
          ? []
          : found.map(([path, name]) => `${path}: the environments of ${name} are not made; the tests run in the Python of the PATH`)),
      ],
    };
  },
};

async function testCommand(tree: TreeSnapshot): Promise<string | null> {
  const isPytest = PYTEST_FILES.some((path) => tree.paths.includes(path)) || (await mentionedIn(tree, PYTEST));
  if (isPytest && tree.paths.some((path) => TEST_FILE.test(path))) return 'python3 -m pytest';
  const tests = tree.paths.filter((path) => UNITTEST_FILE.test(path));
  const [first] = tests;
  if (first === undefined) return null;
  // It goes into packages only.
  const folder = first.includes('/') ? first.slice(0, first.indexOf('/')) : '';
  const isPlainFolder =
    folder !== '' && tests.every((path) => path.startsWith(`${folder}/`)) && !tree.paths.includes(`${folder}/__init__.py`);
  return `python3 -m unittest discover${isPlainFolder ? ` -s ${folder}` : ''}`;
}
