import { AdapterError } from '../../domain/error.ts';
import type { PythonTest } from '../../formats/python-test-events/parse-python-test-events.ts';
import { isOwnModule, testedElsewhere } from './modules.ts';
import { repositoryPath } from '../repository-path.ts';

const NO_MODULE = /ModuleNotFoundError: No module named '([\w.]+)'/;

/** Of the installed package itself, which the repository's own has to be as well where its code asks for its version. */
const NO_METADATA = /PackageNotFoundError: No package metadata was found for ([\w.-]+)/;

/** AdapterError where a test file could not be loaded for want of a package: that says something about this machine, nothing about the change. */
export function requireModules(dir: string, tests: readonly PythonTest[]): void {
  for (const { name, file, failure } of tests) {
    const said = name.length > 0 ? '' : `${failure?.message ?? ''}\n${failure?.text ?? ''}`;
    const unknown = NO_METADATA.exec(said)?.[1];
    if (unknown !== undefined) throw packageMissing(unknown);
    const missing = NO_MODULE.exec(said)?.[1];
    if (missing !== undefined && !isOwnModule(dir, missing)) throw moduleMissing(missing, repositoryPath(dir, file) ?? 'a test file');
  }
}

interface Said {
  readonly dir: string;
  readonly runner: string;
  readonly output: string;
}

/** The same for what ended the runner before it could report. */
export function requireOutputModules({ dir, runner, output }: Said): void {
  const missing = NO_MODULE.exec(output)?.[1] ?? /No module named ([\w.]+)$/m.exec(output)?.[1];
  if (missing !== undefined && (missing === runner || !isOwnModule(dir, missing))) throw moduleMissing(missing, 'the test command');
}

function packageMissing(name: string): AdapterError {
  return new AdapterError(
    'PYTHON_PACKAGE_MISSING',
    `the Python of the PATH has no package ${name} installed, whose version a test file asks for`,
    {
      hint: 'install the project itself with its dependencies (`python3 -m pip install -e .`), into `.venv` of the repository or an activated virtual environment',
    },
  );
}

function moduleMissing(name: string, where: string): AdapterError {
  return new AdapterError('PYTHON_MODULE_MISSING', `the Python of the PATH has no module ${name}, which ${where} needs`, {
    hint: 'install the dependencies of the project, into `.venv` of the repository or a virtual environment that is activated, and run this again',
  });
}

/** AdapterError where the tests loaded an installed copy of the repository's own code: what was tested is not what was judged. */
export function requireOwnCode(dir: string, modules: ReadonlyMap<string, string>): void {
  const found = testedElsewhere(dir, modules);
  if (found === null) return;
  throw new AdapterError('TESTED_ELSEWHERE', `the tests loaded ${found.name} from ${found.file}, not from the judged tree`, {
    hint: 'let the tests import it from the checkout: no `sys.path` of their own, no installation by the test command',
  });
}
