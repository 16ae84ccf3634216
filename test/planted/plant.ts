import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createText } from '../../src/platform/files.ts';
import type { Operator, PlantedFault, PlantedTree } from './operator.ts';

const AUTHOR = ['-c', 'user.name=Planter', '-c', 'user.email=planter@localhost', '-c', 'core.hooksPath=/dev/null'];

function git(clone: string, ...args: readonly string[]): string {
  return execFileSync('git', [...AUTHOR, ...args], { cwd: clone, encoding: 'utf8', maxBuffer: 1 << 28 });
}

/** Commits the fault on top of the clone's `base`, detached; null where the operator finds no place, or only one that the repository ignores. */
export async function plant(
  clone: string,
  { base, operator }: { readonly base: string; readonly operator: Operator },
): Promise<PlantedFault | null> {
  git(clone, 'checkout', '--quiet', '--force', '--detach', base);
  const fault = operator.plant(treeOf(clone));
  if (fault === null) return null;
  for (const [path, content] of Object.entries(fault.edits)) {
    rmSync(join(clone, path), { force: true });
    if (content !== null) await createText(join(clone, path), content);
  }
  git(clone, 'add', '--all');
  if (git(clone, 'diff', '--cached', '--name-only') === '') return ignored(clone, fault);
  git(clone, 'commit', '--quiet', '-m', operator.title);
  return fault;
}

/** What the repository ignores nobody commits by mistake: there is no place for it. */
function ignored(clone: string, { edits }: PlantedFault): null {
  for (const path of Object.keys(edits)) rmSync(join(clone, path), { force: true });
  return null;
}

/** What tests and documentation use as data: nothing compiles, runs or lints it, and a fault in it is none. */
const SAMPLE = /(^|\/)(__fixtures__|__snapshots__|benchmarks?|bench|examples?|fixtures?|playground|reports|samples?|test-pages)\//u;

function treeOf(clone: string): PlantedTree {
  const paths = git(clone, 'ls-files', '-z')
    .split('\0')
    .filter((path) => path !== '' && !SAMPLE.test(path));
  return { paths, read: (path) => readFileSync(join(clone, path), 'utf8') };
}
