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
  const found: Sighting[] = [];
  const importing: { readonly path: string; readonly fresh: Request[] }[] = [];
  const before = new Set<string>();
  for (const file of change.files) {
    const old = await requestsIn(base, basePath(file));
    for (const { name } of old) before.add(`${packageOf(basePath(file), base)} ${name}`);
    const names = new Set(old.map(({ name }) => name));
    const fresh = (await requestsIn(head, file.path)).filter(({ name, isGuarded }) => !isGuarded && !names.has(name));
    if (fresh.length > 0) importing.push({ path: file.path, fresh });
  }
  for (const { path, fresh } of importing) {
    const seen = new Set<string>();
    for (const request of fresh) {
      // What another file of the change imported before has moved here.
      if (seen.has(request.name) || before.has(`${packageOf(path, head)} ${request.name}`)) continue;
      if (!(await isUndeclared(request, { importer: path, tree: head })) || !(await isInLockfile({ ...request, tree: head }))) continue;
      seen.add(request.name);
      const message = `${request.name} is in no package.json above ${path}; a lockfile holds it for another package only`;
      found.push({
        rule: 'import-undeclared',
        path,
        range: { startLine: request.line },
        code: request.name,
        message,
        ...severityOf(request, path),
      });
    }
  }
  return found;
}

/** A package's own files may pass an import to each other; another package's say nothing of this one. */
function packageOf(path: string, tree: Tree): string {
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder))
    if (folder === '.' || folder === '/' || tree.has(posix.join(folder, 'package.json'))) return folder;
}
