import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from './temporary.ts';

/** Files by path; null takes one away. */
export type Files = Readonly<Record<string, string | null>>;

export interface TestRepository extends Disposable {
  readonly root: string;
  /** Runs git as a person would, with a name and without their machine's configuration; answers its output. */
  git(...args: string[]): string;
  write(files: Files): void;
  /** Writes the files, commits everything and answers the commit id. */
  commit(files: Files, message?: string): string;
}

/** A real git repository in a temporary folder, on the branch main. */
export function createRepository(files: Files = {}): TestRepository {
  const folder = temporaryFolder();
  const root = join(folder.path, 'repository');
  mkdirSync(root);
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOME: folder.path,
        GIT_CONFIG_NOSYSTEM: '1',
        // After each commit git would start another git to see whether there is something to tidy up.
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'maintenance.auto',
        GIT_CONFIG_VALUE_0: 'false',
        GIT_AUTHOR_NAME: 'A Person',
        GIT_AUTHOR_EMAIL: 'person@example.com',
        GIT_COMMITTER_NAME: 'A Person',
        GIT_COMMITTER_EMAIL: 'person@example.com',
      },
    }).trimEnd();
  const write = (changed: Files) => {
    for (const [path, text] of Object.entries(changed)) {
      const file = join(root, path);
      if (text === null) rmSync(file, { recursive: true, force: true });
      else {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    }
  };
  const record = (changed: Files, message: string) => {
    write(changed);
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '-m', message);
  };
  git('init', '--quiet', '-b', 'main');
  record(files, 'Start');
  return {
    root,
    git,
    write,
    commit(changed, message = 'A change') {
      record(changed, message);
      return git('rev-parse', 'HEAD');
    },
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}
