import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { isInLockfile } from '../../syntax/declared-packages.ts';
import { sourceLanguage } from '../../syntax/parse-source.ts';
import type { Dependencies } from './dependency-files.ts';
import { isUndeclared, type Request, requestsIn, severityOf } from './package-requests.ts';
import type { Sighting } from './rules.ts';
import type { Trees } from './undeclared-imports.ts';

interface Sides extends Trees {
  readonly before: Dependencies;
  readonly after: Dependencies;
}

/** What a package.json no longer asks for although files below it still import it: nobody looks at those that the change leaves alone. */
export async function withdrawnRequests({ change, head, before, after }: Sides): Promise<Sighting[]> {
  const touched = new Set(change.files.map(({ path }) => path));
  const found: Sighting[] = [];
  for (const [manifest, { asked }] of after.packages) {
    const old = touched.has(manifest) ? (before.packages.get(manifest)?.asked ?? []) : [];
    const still = new Set(asked.map(({ name }) => name));
    const gone = new Set(old.map(({ name }) => name).filter((name) => !still.has(name)));
    for (const [name, importers] of await importersOf(gone, { manifest, touched, tree: head })) {
      const [first] = importers;
      if (first === undefined) continue;
      const more = importers.length > 1 ? ` and ${importers.length - 1} more` : '';
      found.push({
        rule: 'import-undeclared',
        // There the change is to be mended; the file that imports it may be none of the change.
        path: manifest,
        code: name,
        message: `${manifest} no longer asks for ${name}, which ${first.path}:${first.request.line}${more} still imports`,
        ...severityOf(first.request, first.path),
      });
    }
  }
  return found;
}

interface Importer {
  readonly path: string;
  readonly request: Request;
}

interface Search {
  readonly manifest: string;
  readonly touched: ReadonlySet<string>;
  readonly tree: Tree;
}

/** By name, who imports a package without any manifest above that asks for it; those that are published first. */
async function importersOf(names: ReadonlySet<string>, { manifest, touched, tree }: Search): Promise<ReadonlyMap<string, Importer[]>> {
  const found = new Map<string, Importer[]>();
  const folder = posix.dirname(manifest) === '.' ? '' : `${posix.dirname(manifest)}/`;
  for (const path of names.size === 0 ? [] : tree.paths) {
    if (!path.startsWith(folder) || sourceLanguage(path) === null) continue;
    const text = (await tree.read(path)) ?? '';
    if (![...names].some((name) => text.includes(name))) continue;
    for (const request of await requestsIn(tree, path)) {
      const place = { importer: path, tree };
      if (request.isGuarded || !names.has(request.name) || !(await isUndeclared(request, place))) continue;
      // Of a changed file and a package that no lockfile holds checker 4 says so.
      if (touched.has(path) && !(await isInLockfile({ ...request, tree }))) continue;
      found.set(request.name, [...(found.get(request.name) ?? []), { path, request }]);
    }
  }
  for (const importers of found.values())
    importers.sort((a, b) => Number('severity' in severityOf(a.request, a.path)) - Number('severity' in severityOf(b.request, b.path)));
  return found;
}
