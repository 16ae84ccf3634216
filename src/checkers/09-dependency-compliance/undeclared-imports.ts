import { posix } from 'node:path';
import { basePath, type Change } from '../../domain/change.ts';
import type { Tree } from '../../domain/tree.ts';
import { isInLockfile } from '../../syntax/declared-packages.ts';
import { isUndeclared, type Request, requestsIn, severityOf } from './package-requests.ts';
import type { Sighting } from './rules.ts';

export interface Trees {
  readonly change: Change;
  readonly base: Tree;
  readonly head: Tree;
}

/**
 * What a file begins to import, and only another package's dependency provides: no manifest above it asks for it, yet a lockfile holds
 * it. What no lockfile holds either checker 4 says (`unresolved-import`).
 */
export async function undeclaredImports({ change, base, head }: Trees): Promise<Sighting[]> {
  const open: { readonly path: string; readonly request: Request }[] = [];
  for (const { path } of change.files) {
    for (const request of await requestsIn(head, path)) {
      const isOpen = !request.isGuarded && (await isUndeclared(request, { importer: path, tree: head }));
      if (isOpen && (await isInLockfile({ ...request, tree: head }))) open.push({ path, request });
    }
  }
  if (open.length === 0) return [];
  // What its file, or another file of the change in the same package, imported before is not new.
  const seen = new Set<string>();
  for (const file of change.files) {
    const path = basePath(file);
    for (const { name } of await requestsIn(base, path)) seen.add(`${packageOf(path, base)} ${name}`);
  }
  return open.flatMap(({ path, request }): Sighting[] => {
    const [own, whole] = [`${path} ${request.name}`, `${packageOf(path, head)} ${request.name}`];
    if (seen.has(own) || seen.has(whole)) return [];
    seen.add(own);
    const message = `${request.name} is in no package.json above ${path}; a lockfile holds it for another package only`;
    const range = { startLine: request.line };
    return [{ rule: 'import-undeclared', path, range, code: request.name, message, ...severityOf(request, path) }];
  });
}

/** A package's own files may pass an import to each other; another package's say nothing of this one. */
function packageOf(path: string, tree: Tree): string {
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder))
    if (folder === '.' || folder === '/' || tree.has(posix.join(folder, 'package.json'))) return folder;
}
