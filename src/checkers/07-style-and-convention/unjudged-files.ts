import { AdapterError } from '../../domain/error.ts';
import type { Tree } from '../../domain/tree.ts';
import type { Capabilities } from '../checker.ts';

type Checkout = Awaited<ReturnType<Capabilities['workspaces']['checkout']>>;

const FILES_A_COMMAND = 500;

/** The checkout's own settings are the change's. */
const NO_REPOSITORY = { GIT_DIR: '/dev/null' };

/** Files whose content in the checkout is not that of the tree any more: a tool rewrote what it was to judge. */
export async function unjudgedFiles({
  checkout,
  tree,
  files,
}: {
  readonly checkout: Checkout;
  readonly tree: Tree;
  readonly files: readonly string[];
}): Promise<string[]> {
  const changed: string[] = [];
  for (let start = 0; start < files.length; start += FILES_A_COMMAND) {
    const batch = files.slice(start, start + FILES_A_COMMAND);
    const result = await checkout.exec({ command: ['git', 'hash-object', '--no-filters', '--', ...batch], env: NO_REPOSITORY });
    const ids = result.stdout.split('\n').filter((id) => id !== '');
    if (result.exitCode !== 0 || ids.length !== batch.length)
      throw new AdapterError(
        'CHECKOUT_UNREADABLE',
        `after the lint, git could not read the files back (exit code ${result.exitCode}): ${result.stderr.trim()}`,
      );
    changed.push(...batch.filter((path, index) => ids[index] !== tree.entry(path)?.objectId));
  }
  return changed;
}
