import { AdapterError } from '../../domain/error.ts';
import type { Tree } from '../../domain/tree.ts';
import type { Checkout } from '../../workspace/checkout.ts';

const FILES_A_COMMAND = 500;

/** The checkout's own settings are the change's. */
const NO_REPOSITORY = { GIT_DIR: '/dev/null' };

/**
 * AdapterError unless these files of the checkout are those of the tree: the build and the tests run code of the change, which could
 * have made the tests weaker, or the tested code better, where no checker looks.
 */
export async function requireJudgedFiles({
  checkout,
  tree,
  paths,
  by,
}: {
  readonly checkout: Checkout;
  readonly tree: Tree;
  readonly paths: ReadonlySet<string>;
  /** What ran there. */
  readonly by: 'the build' | 'the tests';
}): Promise<void> {
  const files = [...paths].filter((path) => tree.entry(path)?.mode.startsWith('100'));
  const rewritten: string[] = [];
  for (let start = 0; start < files.length; start += FILES_A_COMMAND) {
    const batch = files.slice(start, start + FILES_A_COMMAND);
    const result = await checkout.exec({ command: ['git', 'hash-object', '--no-filters', '--', ...batch], env: NO_REPOSITORY });
    const ids = result.stdout.split('\n').filter((id) => id !== '');
    if (result.exitCode !== 0 || ids.length !== batch.length)
      throw new AdapterError('CHECKOUT_UNREADABLE', `after ${by}, git could not read the files back: ${result.stderr.trim()}`);
    rewritten.push(...batch.filter((path, index) => ids[index] !== tree.entry(path)?.objectId));
  }
  if (rewritten.length === 0) return;
  throw new AdapterError('FILES_REWRITTEN', `${by} rewrote ${rewritten.slice(0, 5).join(', ')}: what was tested is not what was judged`, {
    hint: 'let it write its output beside these files, not over them',
  });
}
