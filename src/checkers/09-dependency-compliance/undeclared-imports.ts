import { posix } from 'node:path';
import { basePath, type Change } from '../../domain/change.ts';
import type { Tree } from '../../domain/tree.ts';
import { readDependencyGraph } from '../../formats/dependency-graph/read-dependency-graph.ts';
import { foldersAbove, isUndeclared, type Request, requestsIn, severityOf } from './package-requests.ts';
import type { Sighting } from './rules.ts';

const LOCKFILE = /^(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock)$/;

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
    for (const { name } of old) before.add(name);
    const names = new Set(old.map(({ name }) => name));
    const fresh = (await requestsIn(head, file.path)).filter(({ name, isGuarded }) => !isGuarded && !names.has(name));
    if (fresh.length > 0) importing.push({ path: file.path, fresh });
  }
  for (const { path, fresh } of importing) {
    const seen = new Set<string>();
    for (const request of fresh) {
      // What another file of the change imported before has moved here.
      if (seen.has(request.name) || before.has(request.name)) continue;
      const lock = await lockHolding(request.name, path, head);
      if (lock === null || !(await isUndeclared(request, { importer: path, tree: head }))) continue;
      seen.add(request.name);
      const message = `${request.name} is in no package.json above ${path}; ${lock} holds it for another package only`;
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

/** The nearest lockfile above that holds a package under this name. */
export async function lockHolding(name: string, importer: string, tree: Tree): Promise<string | null> {
  for (const folder of foldersAbove(importer))
    for (const path of tree.paths.filter((one) => LOCKFILE.test(posix.basename(one)) && posix.dirname(one) === (folder || '.'))) {
      const read = readDependencyGraph(path, (await tree.read(path)) ?? '');
      if (read.ok && read.graph.packages.some((one) => one.as === name)) return path;
    }
  return null;
}
