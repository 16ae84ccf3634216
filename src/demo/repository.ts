import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { AdapterError } from '../domain/error.ts';
import { gitEnvironment, runGit } from '../git/git.ts';
import type { SigningKey } from '../platform/signing-key.ts';

export interface DemoRepository {
  readonly dir: string;
  /** Commit of a person that is to become the first release. */
  readonly firstChange: string;
}

/** What the demo's policy differs in: a short watch, as nobody wants to look at a terminal for a minute. */
const CONFIG = {
  phase: 3,
  commands: { build: 'node scripts/build.ts', test: 'node --test "test/*.test.ts"', start: 'node dist/server.js' },
  target: { name: 'process', health: '/health', probes: [{ path: '/health' }, { path: '/users' }, { path: '/users/1' }] },
  watch: { weights: [10, 50, 100], lookSeconds: 1, deadlineSeconds: 30, warmUpSeconds: 3, probesPerSecond: 100, closeMinutes: 1 },
};

/** Copies the example service into a folder and makes it a repository, with a detached HEAD so that the line may move its branch. */
export async function makeRepository({
  dir,
  example,
  orders,
  key,
}: {
  readonly dir: string;
  readonly example: string;
  readonly orders: readonly { readonly id: string; readonly text: string }[];
  readonly key: SigningKey;
}): Promise<DemoRepository> {
  await cp(example, dir, { recursive: true });
  // npm never packs a .gitignore, so the example has none of its own.
  await writeFile(join(dir, '.gitignore'), 'node_modules/\ndist/\ndata/\n');
  await mkdir(join(dir, '.jidoka', 'orders'), { recursive: true });
  await writeFile(join(dir, '.jidoka', 'config.yaml'), stringify(CONFIG));
  await writeFile(join(dir, '.jidoka', 'trusted-keys'), `ed25519 ${key.publicKey} demo\n`);
  for (const { id, text } of orders) await writeFile(join(dir, '.jidoka', 'orders', `${id}.md`), text);
  await git(dir, 'init', '--quiet', '-b', 'main');
  await commit(dir, 'Start the user directory');
  await git(dir, 'checkout', '--quiet', '--detach');
  await writeFile(join(dir, 'CHANGELOG.md'), '# Changes\n\n- The user directory goes into service.\n');
  const firstChange = await commit(dir, 'Go into service');
  await git(dir, 'checkout', '--quiet', '--detach', 'main');
  return { dir, firstChange };
}

/** Leaves the working tree at what the line has made of main; HEAD stays detached, so that the branch may still move. */
export async function showMain(dir: string): Promise<void> {
  await git(dir, 'checkout', '--quiet', '--detach', 'main');
}

async function commit(dir: string, message: string): Promise<string> {
  await git(dir, 'add', '--all');
  await git(dir, 'commit', '--quiet', '-m', message);
  return git(dir, 'rev-parse', 'HEAD');
}

async function git(dir: string, ...args: readonly string[]): Promise<string> {
  const identity = ['-c', 'user.name=A Person', '-c', 'user.email=person@example.com', '-c', 'core.hooksPath=/dev/null'];
  const answer = await runGit([...identity, ...args], { cwd: dir, env: gitEnvironment(false), input: undefined });
  if (answer.code !== 0) throw new AdapterError('GIT_FAILED', `git ${args[0] ?? ''} failed: ${answer.stderr.trim()}`);
  return answer.stdout.toString().trim();
}
