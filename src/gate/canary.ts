import { join } from 'node:path';
import { AdapterError } from '../domain/error.ts';
import type { StoredEvent } from '../domain/event.ts';
import type { CheckerResult } from '../domain/verdict.ts';
import { gitEnvironment, gitFailed, gitText, runGit } from '../git/git.ts';
import { openRepository, prepareState, type Repository, treeOf } from '../git/repository.ts';
import { exists, readText } from '../platform/files.ts';
import { privateFolder } from '../platform/private-folder.ts';
import { type Bench, openJudging } from './judging.ts';
import type { CatalogEntry } from './policy.ts';

export interface CanaryRequest {
  readonly entry: CatalogEntry;
  /** The checker's `canary/`: `base/` and `head/`, or `events.json` for a checker of the factory. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** Runs a checker on the fault that is planted for it: anything but `failed` means it cannot fail any more. */
export async function runCanary(bench: Omit<Bench, 'repository'>, { entry, folder, signal }: CanaryRequest): Promise<CheckerResult> {
  await using place = await privateFolder();
  const dir = await place.folder('repository');
  const empty = await place.folder('empty');
  const side = (name: 'base' | 'head') => (exists(join(folder, name)) ? join(folder, name) : empty);
  const planted = await readText(join(folder, 'events.json'));
  const events = planted === null ? [] : (JSON.parse(planted) as StoredEvent[]);
  await git(dir, 'init', '--quiet', '-b', 'main');
  const repository = await openRepository(dir);
  const base = await commitFolder(repository, side('base'));
  const head = await commitFolder(repository, side('head'));
  await prepareState(repository);
  const tree = await treeOf(repository, head);
  await using judging = await openJudging({ ...bench, repository, useLocalDependencies: false }, { base, tree, workOrder: null, signal });
  const gate = await judging.run({ judges: ['change', 'factory'], only: [entry.id], events: async () => events });
  const [result] = gate.checkers;
  if (result === undefined) throw new AdapterError('NO_CANARY', `checker ${entry.number} ${entry.id} did not run on its canary`);
  return result;
}

/** Commits what a folder holds, and nothing else, straight from where it lies. */
async function commitFolder({ theirs }: Repository, folder: string): Promise<string> {
  const where = ['--git-dir', theirs.gitDir, '--work-tree', folder];
  await git(folder, ...where, 'add', '--all', '--force');
  await git(folder, ...where, 'commit', '--quiet', '--allow-empty', '-m', 'Canary');
  return gitText(theirs, 'rev-parse', 'HEAD');
}

async function git(dir: string, ...args: readonly string[]): Promise<void> {
  const identity = ['-c', 'user.name=Jidoka', '-c', 'user.email=jidoka@localhost', '-c', 'core.hooksPath=/dev/null'];
  const answer = await runGit([...identity, ...args], { cwd: dir, env: gitEnvironment(false), input: undefined });
  if (answer.code !== 0) throw gitFailed(args.find((arg) => !arg.startsWith('-')) ?? '', answer);
}
