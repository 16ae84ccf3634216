import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Project } from '../domain/project.ts';
import type { Tree } from '../domain/tree.ts';
import { allowedBuilds } from './allowed-builds.ts';
import { registryEndpoints } from './registry-endpoints.ts';
import { installCommand } from './install-command.ts';

/** What must be installed for a tree, and under which key it can be kept. */
export type DependencyPlan =
  | { readonly kind: 'none' }
  /** Reproducible: the key covers lockfile, manifests, manager, Node and install policy. */
  | ({ readonly kind: 'locked' } & Installation)
  /** No lockfile: what is installed today may differ tomorrow, so it is kept for one gate only and never released. */
  | ({ readonly kind: 'unlocked' } & Installation);

export interface Installation {
  readonly key: string;
  readonly command: string;
  /** `host:port` of what the installation may reach besides the registries of the person's own settings. */
  readonly endpoints: () => Promise<readonly string[]>;
  /** Folders beside whose package.json a `node_modules` may be. */
  readonly folders: readonly string[];
  /**
   * What may stand in for running the command. `any`: what was installed under this key, or the person's own installation that
   * matches the lockfile. `same-tree`: only the former; managers copy what `file:` names, so the key covers the tree.
   * `never`: a command of the policy may write anywhere, and only `node_modules` is kept.
   */
  readonly reuse: 'any' | 'same-tree' | 'never';
}

const DEPENDENCY_KEYS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
/** Reads manifests and lockfile of a tree; `toolchain` tells the versions of Node and manager that will run. */
export async function planDependencies({
  tree,
  base,
  project,
  toolchain,
}: {
  readonly tree: Tree;
  /** The base commit's tree: it says which packages may run their install scripts. */
  readonly base: Tree;
  readonly project: Project;
  readonly toolchain: () => Promise<string>;
}): Promise<DependencyPlan> {
  const manager = project.manager;
  const manifests = tree.paths.filter((path) => /(^|\/)package\.json$/.test(path) && !path.includes('node_modules/'));
  const texts = await Promise.all(manifests.map(async (path) => [path, (await tree.read(path)) ?? ''] as const));
  const folders = manifests.map((path) => posix.dirname(path));
  const custom = project.commands.install;
  const lockfile = manager?.lockfile != null && tree.has(manager.lockfile) ? manager.lockfile : null;
  if (custom === undefined && (manager === null || (lockfile === null && !texts.some(([, text]) => hasDependencies(text)))))
    return { kind: 'none' };
  const lock = lockfile === null ? '' : ((await tree.read(lockfile)) ?? '');
  const settings = await Promise.all(
    ['.npmrc', '.yarnrc', '.yarnrc.yml', '.pnpmfile.cjs', 'pnpm-workspace.yaml', 'bunfig.toml'].map((path) => tree.read(path)),
  );
  const copiesOwnFiles = texts.some(([, text]) => /"(file|portal):/.test(text));
  const command = custom ?? installCommand({ manager, lock: lockfile === null ? null : lock, allowed: await allowedBuilds(manager, base) });
  const key = createHash('sha256')
    .update(JSON.stringify([await toolchain(), command, lockfile, lock, texts, settings, copiesOwnFiles ? tree.id : null]))
    .digest('hex');
  return {
    kind: lockfile === null ? 'unlocked' : 'locked',
    key,
    command,
    // Read from the whole lockfile, and only when something is installed.
    endpoints: () => registryEndpoints(base),
    folders,
    reuse: custom !== undefined ? 'never' : copiesOwnFiles ? 'same-tree' : 'any',
  };
}

function hasDependencies(manifest: string): boolean {
  try {
    const parsed: unknown = JSON.parse(manifest);
    return (
      typeof parsed === 'object' &&
      parsed !== null &&
      DEPENDENCY_KEYS.some((key) => Object.keys((parsed as Record<string, object>)[key] ?? {}).length > 0)
    );
  } catch {
    // A manifest nobody can read: let the manager say so, in the build where it is a finding.
    return true;
  }
}
