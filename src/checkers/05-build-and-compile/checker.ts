import { z } from 'zod';
import { AdapterError } from '../../domain/error.ts';
import { defineChecker } from '../checker.ts';
import { findCulprit } from '../../formats/compiler-output/find-culprit.ts';
import { type Build, type BuildObservation, explainFailure, outputOf, requireEnd } from './build-failure.ts';
import { checkPython, type PythonAnswer } from './check-python.ts';
import { COMPILERS, compiledLanguage } from './compilers.ts';
import { expandScripts, scriptsOf } from './expand-scripts.ts';
import { pairWithBase } from './pair-with-base.ts';
import { isCompiledPython } from './python-syntax.ts';

/** More than this nobody reads; the count is measured. New ones come first. */
const MAX_FINDINGS = 200;

const NO_PYTHON: PythonAnswer = { files: [], atHead: [], atBase: [] };

export default defineChecker({
  title: 'The project builds and type-checks from a clean checkout',
  kind: 'programmatic',
  on: ['change'],
  needs: ['change', 'base', 'head', 'project', 'workspaces'],
  version: 10,
  cost: 'expensive',
  // A compiler does parse, but which files it read is its own secret: the proof of coverage takes no part in this.
  parses: false,
  options: z.strictObject({}),
  rules: {
    'install-failed': {
      severity: 'error',
      title: 'The dependencies cannot be installed',
      remediation: 'Bring manifest and lockfile together: run the package manager and commit both.',
    },
    'build-failed': {
      severity: 'error',
      title: 'The build fails',
      remediation: 'Run the command in a clean checkout of the change and fix what it says.',
    },
    'compile-error': {
      severity: 'error',
      title: 'The code does not compile',
      remediation: 'Fix the code at this place; run the command to see the whole output.',
    },
  },
  async check({ change, base, head, project, workspaces, signal, report, inScope, examined, measure, notApplicable }) {
    const say = async (side: Pick<PythonAnswer, 'atHead' | 'atBase'>, output = '') => {
      const { fresh, known } = pairWithBase({ ...side, change });
      for (const { rule, identity: _, ...observation } of fresh.slice(0, MAX_FINDINGS)) {
        // In a format that nobody knows, or of a manager, it is only guessed where that is, and only now: on both sides it is the same failure
        // wherever it is.
        const place = rule === 'compile-error' ? null : await findCulprit({ output, change, head });
        report(rule, { ...observation, ...place });
      }
      for (const pair of known.slice(0, MAX_FINDINGS - Math.min(fresh.length, MAX_FINDINGS))) {
        for (const { rule, identity: _, ...observation } of pair) report(rule, observation);
      }
      return fresh;
    };
    const hasPython = [...base.paths, ...head.paths].some(isCompiledPython);
    const python = hasPython ? await checkPython({ change, base, head, workspaces, signal }) : NO_PYTHON;
    inScope(python.files);
    examined(python.files);
    if (hasPython) measure('python-files-compiled', python.files.length, 'files');
    // What does not compile needs no build to be told so.
    if ((await say(python)).length > 0) return undefined;
    const command = project.commands.build;
    if (command === undefined) {
      const language = compiledLanguage(base) ?? compiledLanguage(head);
      const hasScript = (await scriptsOf(head))['build'] !== undefined;
      if (language !== null || hasScript) throw noCommand(language ?? 'a build script');
    }
    const build = await workspaces.build('head');
    if (build.steps.length === 0)
      return hasPython || build.hasDependencies
        ? undefined
        : notApplicable(
            'there is no build command, nothing to install and no language that is compiled, neither in the base tree nor in the judged tree',
          );
    build.steps.forEach(requireEnd);
    measure('build-seconds', secondsOf(build), 's');
    const compiled = command === undefined ? [] : await compiledFiles(command);
    inScope(compiled);
    if (build.steps.some(({ name }) => name === 'build')) examined(compiled);
    if (build.succeeded) return undefined;

    const atHead = explainFailure(build, head);
    const baseBuild = await workspaces.build('base');
    const atBase = baseBuild.succeeded ? [] : explainFailure(baseBuild, base);
    measure('build-errors', atHead.length, 'errors');
    const fresh = await say({ atHead, atBase }, outputOf(build));
    if (fresh.length === 0)
      throw new AdapterError('BASE_BUILD_FAILS', `the build fails on the base commit as well: nothing was proven${firstOf(atHead)}`, {
        hint: `make the base commit build first: ${baseBuild.steps.at(-1)?.command ?? 'its build command'}`,
      });

    async function compiledFiles(text: string): Promise<string[]> {
      const commands = await expandScripts(text, head);
      const compilers = COMPILERS.filter((compiler) => compiler.command.test(commands));
      return change.files
        .filter(
          ({ status, path, newMode }) =>
            status !== 'deleted' && newMode.startsWith('100') && compilers.some(({ covers }) => covers.test(path)),
        )
        .map(({ path }) => path);
    }
  },
});

/** Its beginning names the command or the place, and what went wrong stands at the end. */
function firstOf([first]: readonly BuildObservation[]): string {
  if (first === undefined) return '';
  const text = `${first.path === '.' ? '' : `${first.path}: `}${first.message}`;
  return `: ${text.length <= 600 ? text : `${text.slice(0, 100)} […] ${text.slice(-500)}`}`;
}

function noCommand(what: string): AdapterError {
  return new AdapterError(
    'NO_BUILD_COMMAND',
    `the project has ${what}, but the base commit's policy names no command that builds it: nothing was proven`,
    {
      hint: 'name one as commands.build in .jidoka/config.yaml and commit that first',
    },
  );
}

function secondsOf({ steps }: Build): number {
  return Math.round(steps.reduce((sum, { result }) => sum + result.durationMs, 0)) / 1000;
}
