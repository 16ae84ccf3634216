import { posix } from 'node:path';
import type { Dependencies, Lock } from './dependency-files.ts';
import type { Sighting } from './rules.ts';

/** What go refuses: a module of `go.mod` whose own `go.mod` has no hash in `go.sum`. */
export function goDisagreements(lock: Lock, { tree, texts }: Dependencies, base: Pick<Dependencies, 'tree'>): Sighting[] {
  const path = posix.join(lock.folder, 'go.mod');
  const text = texts.get(path);
  // Of what is kept in `vendor` go asks no hash.
  const vendored = posix.join(lock.folder, 'vendor/modules.txt');
  if (text === undefined || (tree.has(vendored) && base.tree.has(vendored))) return [];
  const { required, replaced } = readGoMod(text);
  const hashed = new Set(
    lock.graph.packages.filter(({ integrity }) => integrity.some((one) => one.startsWith('go.mod#'))).map(({ id }) => id),
  );
  const fetched = required.flatMap((one) => {
    const instead = replaced.find(({ old, oldVersion }) => old === one.module && (oldVersion === '' || oldVersion === one.version));
    return instead === undefined ? [one] : instead.version === '' ? [] : [instead];
  });
  return fetched
    .filter(({ module, version }) => !hashed.has(`${module} ${version}`))
    .map(({ module, version, line }) => ({
      rule: 'lockfile-disagrees',
      path,
      range: { startLine: line },
      code: `${lock.path} ${module}`,
      message: `${module} ${version}: ${lock.path} has no hash of it`,
    }));
}

/** Modules that the change takes from a folder which is none of the repository: nobody else has it there. */
export function foreignFolders({ before, after, touched }: Sides): Sighting[] {
  return touched.flatMap((path): Sighting[] => {
    const text = after.texts.get(path);
    if (text === undefined) return [];
    const old = readGoMod(before.texts.get(path) ?? '').replaced;
    return readGoMod(text)
      .replaced.filter(({ version, module }) => version === '' && !isThere(posix.join(posix.dirname(path), module), module, after))
      .filter((one) => !old.some(({ old: name, module }) => name === one.old && module === one.module))
      .map(({ old: name, module, line }) => ({
        rule: 'source-not-registry',
        path,
        range: { startLine: line },
        code: name,
        message: `${name} comes from no registry but from ${module}, which is no folder of the repository`,
      }));
  });
}

interface Sides {
  readonly before: Dependencies;
  readonly after: Dependencies;
  readonly touched: readonly string[];
}

/** Is a folder one of the repository, as it is `written` from somewhere? */
export function isThere(folder: string, written: string, { tree }: Dependencies): boolean {
  if (posix.isAbsolute(written) || folder.startsWith('..')) return false;
  const plain = folder.replace(/\/$/, '');
  // What is in a submodule is not in the tree.
  return plain === '.' || tree.paths.some((one) => one.startsWith(`${plain}/`) || one === plain || isSubmodule(one, plain, tree));
}

function isSubmodule(path: string, folder: string, tree: Dependencies['tree']): boolean {
  return folder.startsWith(`${path}/`) && tree.entry(path)?.mode === '160000';
}

interface RequiredModule {
  readonly module: string;
  readonly version: string;
  readonly line: number;
}

/** What is fetched in the place of a module; from a folder, where there is no version. */
interface Replacement extends RequiredModule {
  readonly old: string;
  /** Empty for any. */
  readonly oldVersion: string;
}

/** The names of the modules that a `go.mod` requires, and its own. */
export function modulesOf(text: string): { readonly required: readonly string[]; readonly own: string } {
  return { required: readGoMod(text).required.map(({ module }) => module), own: /^module\s+["`]?([^\s"`]+)/m.exec(text)?.[1] ?? '' };
}

/** The modules that a `go.mod` requires, and those that it replaces. */
function readGoMod(text: string): { readonly required: RequiredModule[]; readonly replaced: Replacement[] } {
  const required: RequiredModule[] = [];
  const replaced: Replacement[] = [];
  let block = '';
  for (const [index, whole] of text.split('\n').entries()) {
    const line = whole.replace(/\/\/.*$/, '').trim();
    const opened = /^(\w+)\s*\($/.exec(line)?.[1];
    if (opened !== undefined) block = opened;
    else if (line === ')') block = '';
    else {
      const [verb, ...words] = (block === '' ? line : `${block} ${line}`).split(/\s+/).map((word) => word.replace(/^["`]|["`]$/g, ''));
      const at = words.indexOf('=>');
      const [old = '', oldVersion = ''] = at === -1 ? [] : words.slice(0, at);
      const [module = '', version = ''] = words.slice(at + 1);
      if (verb === 'replace' && old !== '') replaced.push({ old, oldVersion, module, version, line: index + 1 });
      if (verb === 'require' && module !== '') required.push({ module, version, line: index + 1 });
    }
  }
  return { required, replaced };
}
