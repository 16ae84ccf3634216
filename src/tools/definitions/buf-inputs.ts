import { posix } from 'node:path';
import { parse } from 'yaml';
import { basePath, type Change } from '../../domain/change.ts';
import type { Tree } from '../../domain/tree.ts';

/** A folder that buf is asked about as a whole: a module, or a workspace of several. */
export interface BufInput {
  /** Empty for the tree itself. */
  readonly folder: string;
  /** The file that makes it one. */
  readonly name: string;
  /** Settings of the base commit in it, by their paths in the tree. */
  readonly settings: ReadonlyMap<string, string>;
  /** It needs modules that lie in a registry. */
  readonly hasDeps: boolean;
  readonly asksForStyle: boolean;
  readonly asksForBreaks: boolean;
}

const SETTINGS = /(?:^|\/)buf(?:\.work|\.policy)?\.yaml$/;
/** Copies of what others publish; a workflow of GitHub may have the name too. */
const FOREIGN = /(?:^|\/)(?:node_modules|vendor|third[_-]party|\.[^/]+)\//;

/** What of the base commit's modules a change touches. A lock is none of it: what it names would have to be fetched. */
export async function bufInputs({ base, change }: { readonly base: Tree; readonly change: Change }): Promise<BufInput[]> {
  const changed = change.files.flatMap((file) => [file.path, basePath(file)]).filter((path) => path.endsWith('.proto'));
  const paths = changed.length === 0 ? [] : base.paths.filter((path) => SETTINGS.test(path) && !FOREIGN.test(path) && isFile(base, path));
  const texts = new Map<string, string>();
  for (const path of paths) texts.set(path, (await base.read(path)) ?? '');
  const documents = [...texts].map(([path, text]) => ({ path, folder: folderOf(path), value: valueOf(text) }));
  const listed = new Set(documents.flatMap(({ folder, value }) => modulesOf(value).map((module) => inside(folder, module))));
  const heads = documents.filter(
    ({ path, folder, value }) => !path.endsWith('policy.yaml') && (!listed.has(folder) || modulesOf(value).length > 0),
  );
  return [...new Set(heads.map(({ folder }) => folder))]
    .filter((folder) => changed.some((path) => isBelow(path, folder)))
    .map((folder) => {
      const own = documents.filter(({ path }) => isBelow(path, folder));
      return {
        folder,
        name: heads.findLast((one) => one.folder === folder)?.path ?? folder,
        settings: new Map(own.map(({ path }) => [path, texts.get(path) ?? ''])),
        hasDeps: own.some(({ value }) => listAt(value, 'deps').length > 0),
        asksForStyle: own.some(({ value }) => asksFor(value, 'lint')),
        asksForBreaks: own.some(({ value }) => asksFor(value, 'breaking')),
      };
    });
}

export function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

export function isFile(tree: Tree, path: string): boolean {
  return tree.entry(path)?.mode.startsWith('100') === true;
}

function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === '.' ? '' : folder;
}

function inside(folder: string, path: string): string {
  const joined = posix.join(folder, path).replace(/\/$/, '');
  return joined === '.' ? '' : joined;
}

/** Folders of other modules: `directories` of a buf.work.yaml, `modules` of a buf.yaml of version 2. */
function modulesOf(value: unknown): string[] {
  const modules = listAt(value, 'modules').map((module) => at(module, 'path'));
  return [...listAt(value, 'directories'), ...modules].filter((path) => typeof path === 'string' && inside('', path) !== '') as string[];
}

function asksFor(value: unknown, key: 'lint' | 'breaking'): boolean {
  return [value, ...listAt(value, 'modules')].some((one) => at(one, key) != null);
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const found = at(value, key);
  return Array.isArray(found) ? found : [];
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

function valueOf(text: string): unknown {
  try {
    return parse(text, { logLevel: 'error', prettyErrors: false, maxAliasCount: 0 });
  } catch {
    // What buf itself says of it counts.
    return null;
  }
}
