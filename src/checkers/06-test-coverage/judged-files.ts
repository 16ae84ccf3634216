import { AdapterError } from '../../domain/error.ts';
import type { Tree } from '../../domain/tree.ts';
import { changedFiles, fileStates } from '../../platform/file-states.ts';
import type { Checkout } from '../../workspace/checkout.ts';

const FILES_A_COMMAND = 500;

/** The checkout's own settings are the change's. */
const NO_REPOSITORY = { GIT_DIR: '/dev/null' };

/**
 * AdapterError unless these files of the checkout are those of the tree after the build: it runs code of the change, which could have made
 * the tests weaker, or the tested code better, where no checker looks.
 */
export async function requireJudgedFiles({
  checkout,
  tree,
  paths,
}: {
  readonly checkout: Checkout;
  readonly tree: Tree;
  readonly paths: ReadonlySet<string>;
}): Promise<void> {
  const files = [...paths].filter((path) => tree.entry(path)?.mode.startsWith('100'));
  const rewritten: string[] = [];
  for (let start = 0; start < files.length; start += FILES_A_COMMAND) {
    const batch = files.slice(start, start + FILES_A_COMMAND);
    const result = await checkout.exec({ command: ['git', 'hash-object', '--no-filters', '--', ...batch], env: NO_REPOSITORY });
    const ids = result.stdout.split('\n').filter((id) => id !== '');
    if (result.exitCode !== 0 || ids.length !== batch.length)
      throw new AdapterError('CHECKOUT_UNREADABLE', `after the build, git could not read the files back: ${result.stderr.trim()}`);
    rewritten.push(...batch.filter((path, index) => ids[index] !== tree.entry(path)?.objectId));
  }
  if (rewritten.length > 0) throw filesRewritten(rewritten, 'the build');
}

/**
 * Remembers every file of the tree as the build left it. Answers what is to be asked after the tests: AdapterError when they left one of them
 * otherwise, as expectations or a source that the change did not touch decide about the tests as well; or when they wrote to one of the tested
 * sources at all, and may have put it back.
 */
export async function watchJudgedFiles({
  checkout,
  tree,
  sources,
}: {
  readonly checkout: Checkout;
  readonly tree: Tree;
  /** Those that the change wrote. */
  readonly sources: ReadonlySet<string>;
}): Promise<() => Promise<void>> {
  const before = await fileStates(
    checkout.dir,
    tree.paths.filter((path) => tree.entry(path)?.mode !== '160000'),
  );
  return async () => {
    const rewritten = await changedFiles(before, sources);
    if (rewritten.length > 0) throw filesRewritten(rewritten, 'the tests');
  };
}

function filesRewritten(paths: readonly string[], by: string): AdapterError {
  return new AdapterError('FILES_REWRITTEN', `${by} rewrote ${paths.slice(0, 5).join(', ')}: what was tested is not what was judged`, {
    hint: 'let it write its output beside these files, not over them',
  });
}
