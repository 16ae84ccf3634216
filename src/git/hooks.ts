import { existsSync } from 'node:fs';
import { chmod, lstat, mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createText, readText } from '../platform/files.ts';
import { git, gitText } from './git.ts';
import type { Repository } from './repository.ts';

export const HOOKS = ['pre-commit', 'commit-msg'] as const;
export type HookName = (typeof HOOKS)[number];

/** Who has the hooks of a repository. */
export interface HooksPlace {
  readonly folder: string;
  /** A tool or a setting that decides over them: nothing is written there. Null: the folder is git's own. */
  readonly manager: 'husky' | 'lefthook' | 'pre-commit' | 'core.hooksPath' | null;
}

/** What is at one hook, after we looked or wrote. */
export interface HookFound {
  readonly name: HookName;
  readonly file: string;
  readonly state: 'written' | 'there' | 'foreign' | 'removed' | 'absent';
}

const MARK = 'Written by `jidoka init --hooks`; `jidoka init --remove-hooks` takes it away. A quick look: the gate itself is in CI.';

/** Whoever has edited one has made it theirs. */
const OURS = new RegExp(String.raw`^#!/bin/sh\n# ${RegExp.escape(MARK)}\n.*\n.*\n?$`);

/** A program that is gone must not keep anybody from committing. */
function scriptOf(program: string, name: HookName): string {
  return `#!/bin/sh
# ${MARK}
${program} --version >/dev/null 2>&1 || { echo 'jidoka: not found, so nothing was checked here (jidoka init --hooks writes this hook anew)' >&2; exit 0; }
exec ${program} hook ${name} "$@"
`;
}

const LEFTHOOK = /^\.?lefthook\.(?:ya?ml|toml|json)$/;

/** Where git looks for hooks here, and who has put them there. `files` are the names in the root of the working tree. */
export async function hooksPlace(repository: Repository, files: readonly string[]): Promise<HooksPlace> {
  const { root, theirs, commonDir } = repository;
  // Our own calls to git switch hooks off by this very key: what a person has set stands before that.
  const { stdout } = await git(
    { ...theirs, userConfig: true, answers: [0, 1] },
    'config',
    '--null',
    '--type=path',
    '--get-all',
    'core.hooksPath',
  );
  const configured = stdout.toString().split('\0').slice(0, -2).at(-1) ?? '';
  if (configured !== '') {
    const folder = resolve(root ?? commonDir, configured);
    return { folder, manager: /(?:^|\/)\.husky(?:\/_)?\/?$/.test(folder) ? 'husky' : 'core.hooksPath' };
  }
  const folder = join(commonDir, 'hooks');
  if (files.some((name) => LEFTHOOK.test(name))) return { folder, manager: 'lefthook' };
  return { folder, manager: files.includes('.pre-commit-config.yaml') ? 'pre-commit' : null };
}

/** Writes the hooks that nobody else has; never over another one. */
export async function writeHooks({ folder, manager }: HooksPlace, program: string): Promise<HookFound[]> {
  const found: HookFound[] = [];
  for (const name of HOOKS) {
    const file = join(folder, name);
    const script = scriptOf(program, name);
    const text = (await isThere(file)) ? await readText(file) : undefined;
    if (manager !== null || (text !== undefined && (text === null || !OURS.test(text)))) {
      found.push({ name, file, state: text === undefined ? 'absent' : 'foreign' });
      continue;
    }
    if (text === script) {
      found.push({ name, file, state: 'there' });
      continue;
    }
    await rm(file, { force: true });
    await mkdir(folder, { recursive: true });
    await createText(file, script);
    await chmod(file, 0o755);
    found.push({ name, file, state: 'written' });
  }
  return found;
}

/** Takes away what `writeHooks` wrote and nobody has edited since. */
export async function removeHooks({ folder }: HooksPlace): Promise<HookFound[]> {
  return Promise.all(
    HOOKS.map(async (name): Promise<HookFound> => {
      const file = join(folder, name);
      const text = existsSync(file) ? await readText(file) : null;
      if (text === null || !OURS.test(text)) return { name, file, state: (await isThere(file)) ? 'foreign' : 'absent' };
      await rm(file);
      return { name, file, state: 'removed' };
    }),
  );
}

/** A link that leads nowhere is somebody's too. */
async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Adds a trailer to a commit's message in its file, in place of an earlier one. */
export async function addTrailer(
  { theirs }: Repository,
  { file, key, value }: { readonly file: string; readonly key: string; readonly value: string },
) {
  const how = ['--in-place', '--no-divider', '--if-exists', 'replace', '--trailer', `${key}: ${value}`];
  await gitText(theirs, 'interpret-trailers', ...how, resolve(file));
}

export const TRAILER = 'Jidoka-Checked';

/** Of the commits a change brings, merges aside: how many say that their very tree was looked at where it was made. */
export async function recordedChecks(
  repository: Repository,
  { base, head }: { readonly base: string; readonly head: string },
): Promise<{ readonly commits: number; readonly recorded: number }> {
  const format = `--format=%T %(trailers:key=${TRAILER},valueonly,separator=%x2C)`;
  const log = await gitText(repository.theirs, 'log', '--no-merges', '--no-show-signature', format, `${base}..${head}`, '--');
  const lines = log.split('\n').filter((line) => line !== '');
  const recorded = lines.filter((line) => {
    const [tree = '', said = ''] = line.split(' ');
    return said.split(',').includes(tree);
  });
  return { commits: lines.length, recorded: recorded.length };
}
