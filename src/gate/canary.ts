import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdapterError } from '../domain/error.ts';
import type { StoredEvent } from '../domain/event.ts';
import type { CheckerResult } from '../domain/verdict.ts';
import { gitEnvironment, gitText, runGit } from '../git/git.ts';
import { openRepository, prepareState, treeOf } from '../git/repository.ts';
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
  const dir = await mkdtemp(join(tmpdir(), 'jidoka-canary-'));
  try {
    const eventsFile = join(folder, 'events.json');
    const events = existsSync(eventsFile) ? (JSON.parse(await readFile(eventsFile, 'utf8')) as StoredEvent[]) : [];
    await git(dir, 'init', '--quiet', '-b', 'main');
    await commitFolder(dir, join(folder, 'base'));
    const repository = await openRepository(dir);
    const base = await gitText(repository.theirs, 'rev-parse', 'HEAD');
    await commitFolder(dir, join(folder, 'head'));
    const head = await gitText(repository.theirs, 'rev-parse', 'HEAD');
    await prepareState(repository);
    const tree = await treeOf(repository, head);
    await using judging = await openJudging({ ...bench, repository, useLocalDependencies: false }, { base, tree, workOrder: null, signal });
    const gate = await judging.run({ judges: ['change', 'factory'], only: [entry.id], events: async () => events });
    const [result] = gate.checkers;
    if (result === undefined) throw new AdapterError('NO_CANARY', `checker ${entry.number} ${entry.id} did not run on its canary`);
    return result;
  } finally {
    await rm(dir, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Makes the repository's content that of a folder; a folder that does not exist is an empty one. */
async function commitFolder(dir: string, folder: string): Promise<void> {
  for (const name of await readdir(dir)) if (name !== '.git') await rm(join(dir, name), { recursive: true });
  if (existsSync(folder)) await cp(folder, dir, { recursive: true });
  else await mkdir(dir, { recursive: true });
  await git(dir, 'add', '--all', '--force');
  await git(dir, 'commit', '--quiet', '--allow-empty', '-m', 'Canary');
}

async function git(dir: string, ...args: readonly string[]): Promise<void> {
  const identity = ['-c', 'user.name=Jidoka', '-c', 'user.email=jidoka@localhost', '-c', 'core.hooksPath=/dev/null'];
  const answer = await runGit([...identity, ...args], { cwd: dir, env: gitEnvironment(false), input: undefined });
  if (answer.code !== 0) throw new AdapterError('GIT_FAILED', `git ${args[0] ?? ''} failed: ${answer.stderr.trim()}`);
}
