import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { isDependencyLock } from '../../formats/dependency-graph/read-dependency-graph.ts';
import { includedRequirements } from '../../formats/dependency-graph/requirements-graph.ts';

/** Files that requirements name with `-r` and `-c`, whatever they are called, those that are called so themselves left out. */
export async function includedFiles(tree: Tree): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const open = tree.paths.filter((path) => path.endsWith('.txt') && isDependencyLock(path) && !/(^|\/)node_modules\//.test(path));
  for (const path of open) {
    const text = tree.entry(path)?.mode.startsWith('100') === true ? await tree.read(path) : null;
    for (const name of text === null ? [] : includedRequirements(text)) {
      const included = posix.join(posix.dirname(path), name);
      if (!tree.has(included) || found.has(included) || isDependencyLock(included)) continue;
      found.add(included);
      open.push(included);
    }
  }
  return found;
}
