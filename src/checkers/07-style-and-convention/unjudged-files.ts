import type { Tree } from '../../domain/tree.ts';
import { fileStates } from '../../platform/file-states.ts';
import type { Capabilities } from '../checker.ts';

type Checkout = Awaited<ReturnType<Capabilities['workspaces']['checkout']>>;

/** Digits of a SHA-256. */
const SHA256_LENGTH = 64;

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
  const { states } = await fileStates(checkout.dir, files, tree.id.length === SHA256_LENGTH ? 'sha256' : 'sha1');
  return files.filter((path) => {
    const state = states.get(path);
    return state?.kind !== 'file' || state.objectId !== tree.entry(path)?.objectId;
  });
}
