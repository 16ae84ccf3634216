import { z } from 'zod';
import { AdapterError } from '../../domain/error.ts';
import { readYaml } from '../../definitions/read-yaml.ts';
import type { Tree } from '../../domain/tree.ts';
import { parseCompilerOutput } from '../../formats/compiler-output/parse-compiler-output.ts';
import type { Capabilities } from '../checker.ts';
import type { BuildObservation } from './build-failure.ts';
import { runPython } from './run-python.ts';

/** Its configuration where it looks for it, in its order. */
const CONFIGS: readonly { readonly path: string; readonly section: RegExp }[] = [
  { path: 'mypy.ini', section: /^\[mypy\]/m },
  { path: '.mypy.ini', section: /^\[mypy\]/m },
  { path: 'pyproject.toml', section: /^\[tool\.mypy\]/m },
  { path: 'setup.cfg', section: /^\[mypy\]/m },
];

/** The text of its section; null where the repository does not use it. */
async function configOf(tree: Tree): Promise<string | null> {
  for (const { path, section } of CONFIGS) {
    const text = await tree.read(path);
    const found = text === null ? null : section.exec(text);
    if (text !== null && found !== null) return text.slice(found.index).split(/\n(?=\[)/)[0] ?? '';
  }
  return null;
}

export async function usesMypy(tree: Tree): Promise<boolean> {
  return (await configOf(tree)) !== null;
}

const HOOKS = z.object({
  repos: z.array(z.object({ hooks: z.array(z.looseObject({ id: z.string(), files: z.string().optional() })) })),
});

/** Folders by their names, as most hooks give them: `^(src|testing)/`. Any other expression is not run: it is the change's. */
const FOLDERS = /^\^(?:\((?:\?:)?)?(?<names>[\w.][\w./-]*(?:\|[\w.][\w./-]*)*)\)?\/?$/;

/** Where its hook of pre-commit looks; null where none says so in these words. */
async function hookedFolders(tree: Tree): Promise<string[] | null> {
  const hooks = HOOKS.safeParse(readYaml((await tree.read('.pre-commit-config.yaml')) ?? '').documents[0]?.value);
  const { files = '' } = hooks.data?.repos.flatMap((repo) => repo.hooks).find(({ id }) => id === 'mypy') ?? {};
  const names = FOLDERS.exec(files)
    ?.groups?.['names']?.split('|')
    .map((name) => name.replace(/\/$/, ''));
  return names?.every((name) => tree.paths.some((path) => path.startsWith(`${name}/`))) === true ? names : null;
}

export interface MypyRun {
  readonly tree: Tree;
  readonly checkout: Awaited<ReturnType<Capabilities['workspaces']['checkout']>>;
  readonly signal: AbortSignal;
}

const FLAGS = [
  '--no-pretty',
  '--no-color-output',
  '--show-column-numbers',
  '--hide-error-context',
  '--no-error-summary',
  '--cache-dir=/dev/null',
];
const CODE = / {1,4}\[(?<code>[a-z][\w-]{1,60})\]$/;

/**
 * What mypy says of the whole project, as a changed type may break a file nobody touched. It looks at what its configuration names, else
 * where its hook does, else at everything. AdapterError where it is not installed or stopped before it looked.
 */
export async function mypyErrors({ tree, checkout, signal }: MypyRun): Promise<BuildObservation[]> {
  const config = (await configOf(tree)) ?? '';
  const target = /^\s*(files|packages|modules)\s*=/m.test(config) ? [] : ((await hookedFolders(tree)) ?? ['.']);
  const { stdout, stderr, exitCode, truncated } = await runPython({
    checkout,
    args: ['-m', 'mypy', ...FLAGS, ...target],
    answers: [0, 1, 2],
    signal,
  });
  if (/No module named mypy\b/.test(stderr))
    throw new AdapterError('MYPY_ABSENT', 'the repository configures mypy, and the Python of the PATH has no module mypy', {
      hint: 'install it into `.venv` of the repository or an activated virtual environment, and run this again',
    });
  const errors = parseCompilerOutput(stdout, tree.paths).filter(({ severity }) => severity === 'error');
  if (truncated || (exitCode === 1 && errors.length === 0) || (exitCode === 2 && !errors.some(({ message }) => /syntax/i.test(message))))
    throw new AdapterError('MYPY_NO_ANSWER', `mypy gave no answer (exit code ${exitCode}): ${`${stderr}\n${stdout}`.trim().slice(-600)}`);
  return errors.map(({ path, range, message }) => {
    const code = CODE.exec(message)?.groups?.['code'] ?? 'mypy';
    return {
      rule: 'compile-error',
      identity: JSON.stringify(['mypy', message]),
      message: `${message.replace(CODE, '')} (mypy ${code})`,
      path,
      ...(range === undefined ? {} : { range }),
      code,
      reproduce: ['python3 -m mypy', ...target].join(' '),
    };
  });
}
