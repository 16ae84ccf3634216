import { resolve } from 'node:path';
import { quoted } from './program-name.ts';

/** What to type to commit these paths, from wherever the person stands. */
export function commitCommand(root: string, { paths, message }: { readonly paths: readonly string[]; readonly message: string }): string {
  const git = root === resolve('.') ? 'git' : `git -C ${quoted(root)}`;
  return `${git} add ${paths.map(quoted).join(' ')} && ${git} commit -m ${JSON.stringify(message)}`;
}
