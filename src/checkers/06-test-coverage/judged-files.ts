import { AdapterError } from '../../domain/error.ts';
import type { Tree } from '../../domain/tree.ts';
import { addedFiles, changedFiles, type FileStates, fileStates, type State } from '../../platform/file-states.ts';
import type { Checkout, Workspaces } from '../../workspace/checkout.ts';

/** Folders that no tool looks into for the settings of the files around it: installed packages, and what people hide. */
const ASIDE = /(^|\/)(node_modules|\.[^/]+)\//;

/** The files of the tree as the build left them. */
export function builtFiles(checkout: Checkout, tree: Tree): Promise<FileStates> {
  const files = tree.paths.filter((path) => tree.entry(path)?.mode !== '160000');
  return fileStates(checkout.dir, files, tree.id.length === 64 ? 'sha256' : 'sha1');
}

interface Judged {
  readonly built: FileStates;
  readonly tree: Tree;
  readonly workspaces: Workspaces;
  /** Tests, what lies below them, and what the change wrote: no build has any business there. */
  readonly isOwn: (path: string) => boolean;
  /** Do tools take their settings from it? */
  readonly isSetting: (path: string) => boolean;
}

/**
 * AdapterError unless the build left the files as they were judged: it runs code of the change, which could have made the tests weaker, or the
 * tested code better, where no checker looks. Output that is committed may be another one where the base commit's build writes it as well, and so
 * may settings that are in no tree.
 */
export async function requireJudgedFiles({ built, tree, workspaces, isOwn, isSetting }: Judged): Promise<void> {
  const rewritten = [...built.states].flatMap(([path, state]) => (isOf(tree, path, state) ? [] : [path]));
  const fixed = rewritten.filter((path) => isOwn(path) || (isSetting(path) && !ASIDE.test(path)));
  if (fixed.length > 0) throw filesRewritten(fixed, 'the build');
  const added = (await addedFiles(built)).filter((path) => isSetting(path) && !ASIDE.test(path));
  const unasked = await withoutBuiltByBase([...rewritten, ...added], workspaces);
  if (unasked.length > 0) throw filesRewritten(unasked, 'the build', 'commit what it writes, or ');
}

function isOf(tree: Tree, path: string, { kind, objectId }: State): boolean {
  const entry = tree.entry(path);
  return kind === (entry?.mode === '120000' ? 'link' : 'file') && objectId === entry?.objectId;
}

async function withoutBuiltByBase(paths: readonly string[], workspaces: Workspaces): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  try {
    const byBase = new Set(await workspaces.builtOver('base', paths));
    return paths.filter((path) => !byBase.has(path));
  } catch (error) {
    // A base that does not build says nothing about what its build writes.
    if (error instanceof AdapterError) return paths;
    throw error;
  }
}

/**
 * AdapterError when the tests left one of the files otherwise than the build did, as expectations or a source that the change did not touch decide
 * about the tests as well; or when they wrote to one of the tested sources at all, and may have put it back.
 */
export async function requireUntouched(built: FileStates, sources: ReadonlySet<string>): Promise<void> {
  const rewritten = await changedFiles(built, sources);
  if (rewritten.length > 0) throw filesRewritten(rewritten, 'the tests');
}

function filesRewritten(paths: readonly string[], by: string, or = ''): AdapterError {
  return new AdapterError('FILES_REWRITTEN', `${by} rewrote ${paths.slice(0, 5).join(', ')}: what was tested is not what was judged`, {
    hint: `${or}let it write its output beside these files, not over them`,
  });
}
