import { parse, YAMLError } from 'yaml';
import { matchesGlob } from '../../domain/matches-glob.ts';
import type { TreeSnapshot } from '../tree-snapshot.ts';
import { type Manifest, readManifest } from './manifest.ts';

interface WorkspaceRoot {
  readonly tree: TreeSnapshot;
  readonly manifest: Manifest;
}

/** How many packages the workspaces of a repository hold, in words; nothing to say where there are none. */
export async function workspaceNotes(root: WorkspaceRoot): Promise<string[]> {
  const declared = await declaredGlobs(root);
  if (declared === null) return ['pnpm-workspace.yaml: no list of packages could be read from it'];
  if (declared.length === 0) return [];
  const { length: count } = await workspaceFolders(root);
  return [`workspaces: ${count} ${count === 1 ? 'package' : 'packages'} in ${declared.join(', ')}`];
}

/** The scripts of each package of the workspaces. */
export async function workspaceScripts(root: WorkspaceRoot): Promise<readonly Readonly<Record<string, string>>[]> {
  const folders = await workspaceFolders(root);
  const manifests = await Promise.all(folders.map((folder) => readManifest(root.tree, `${folder}/package.json`)));
  return manifests.map((manifest) => manifest?.scripts ?? {});
}

/** The folders of the packages that are installed together with the root's. */
export async function workspaceFolders(root: WorkspaceRoot): Promise<string[]> {
  const declared = (await declaredGlobs(root)) ?? [];
  const wanted = declared.filter((glob) => !glob.startsWith('!'));
  const refused = declared.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1));
  const folders = root.tree.paths.filter((path) => path.endsWith('/package.json')).map((path) => path.slice(0, -'/package.json'.length));
  const matches = (folder: string, globs: readonly string[]) => globs.some((glob) => matchesGlob(folder, glob.replace(/^\.\/|\/$/g, '')));
  return folders.filter((folder) => matches(folder, wanted) && !matches(folder, refused));
}

/** Null when they cannot be read. */
async function declaredGlobs({ tree, manifest }: WorkspaceRoot): Promise<readonly string[] | null> {
  const pnpm = await tree.read('pnpm-workspace.yaml');
  if (pnpm !== null) {
    const globs = pnpmGlobs(pnpm);
    return globs === undefined ? [] : globs;
  }
  return (Array.isArray(manifest.workspaces) ? manifest.workspaces : manifest.workspaces?.packages) ?? [];
}

/** Null when the file cannot be read as one. */
function pnpmGlobs(text: string): readonly string[] | null | undefined {
  let value: unknown;
  try {
    value = parse(text, { maxAliasCount: 100 });
  } catch (error) {
    if (error instanceof YAMLError || error instanceof ReferenceError) return null;
    throw error;
  }
  if (typeof value !== 'object' || value === null || !('packages' in value)) return undefined;
  const globs = value.packages;
  return Array.isArray(globs) && globs.every((glob) => typeof glob === 'string') ? globs : null;
}
