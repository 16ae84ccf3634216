import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PackageManager, Project } from '../domain/project.ts';
import type { Tree } from '../domain/tree.ts';
import { exec, type ExecResult } from '../platform/exec.ts';
import type { Sandbox } from '../platform/sandbox.ts';

/** What must be installed for a tree, and under which key it can be kept. */
export type DependencyPlan =
  | { readonly kind: 'none' }
  /** Reproducible: the key covers lockfile, manifests, manager, Node and install policy. */
  | { readonly kind: 'locked'; readonly key: string; readonly command: string; readonly folders: readonly string[] }
  /** No lockfile: what is installed today may differ tomorrow, so it is kept for one gate only and never released. */
  | { readonly kind: 'unlocked'; readonly key: string; readonly command: string; readonly folders: readonly string[] };

/** A manager must not replace itself by another version that the repository names: it would be downloaded, and not the caller's. */
export const OWN_MANAGER = { npm_config_manage_package_manager_versions: 'false', COREPACK_ENABLE_DOWNLOAD_PROMPT: '0' };

const DEPENDENCY_KEYS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
const QUIET = { npm_config_audit: 'false', npm_config_fund: 'false', npm_config_update_notifier: 'false' };

/** Reads manifests and lockfile of a tree; `toolchain` tells the versions of Node and manager that will run. */
export async function planDependencies({
  tree,
  project,
  toolchain,
}: {
  readonly tree: Tree;
  readonly project: Project;
  readonly toolchain: () => Promise<string>;
}): Promise<DependencyPlan> {
  const manager = project.manager;
  const manifests = tree.paths.filter((path) => /(^|\/)package\.json$/.test(path) && !path.includes('node_modules/'));
  const texts = await Promise.all(manifests.map(async (path) => [path, (await tree.read(path)) ?? ''] as const));
  const folders = manifests.map((path) => dirname(path));
  const custom = project.commands.install;
  const lockfile = manager?.lockfile != null && tree.has(manager.lockfile) ? manager.lockfile : null;
  if (custom === undefined && (manager === null || (lockfile === null && !texts.some(([, text]) => hasDependencies(text)))))
    return { kind: 'none' };
  const lock = lockfile === null ? '' : ((await tree.read(lockfile)) ?? '');
  const settings = await Promise.all(
    ['.npmrc', '.yarnrc', '.yarnrc.yml', '.pnpmfile.cjs', 'pnpm-workspace.yaml', 'bunfig.toml'].map((path) => tree.read(path)),
  );
  const command = custom ?? (lockfile === null ? unlockedInstall(manager) : lockedInstall(manager, lock));
  const key = createHash('sha256')
    .update(JSON.stringify([await toolchain(), command, lockfile, lock, texts, settings]))
    .digest('hex');
  return { kind: lockfile === null ? 'unlocked' : 'locked', key, command, folders };
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

/** Install scripts stay off: what a build needs of them belongs into `commands.install` of the base commit's policy. */
function lockedInstall(manager: PackageManager | null, lock: string): string {
  switch (manager?.name) {
    case 'pnpm':
      return 'pnpm install --frozen-lockfile --ignore-scripts';
    case 'yarn':
      return lock.includes('__metadata:')
        ? 'yarn install --immutable --mode=skip-build'
        : 'yarn install --frozen-lockfile --ignore-scripts';
    case 'bun':
      return 'bun install --frozen-lockfile --ignore-scripts';
    case 'npm':
    case undefined:
      return 'npm ci --ignore-scripts';
  }
}

function unlockedInstall(manager: PackageManager | null): string {
  switch (manager?.name) {
    case 'pnpm':
      return 'pnpm install --no-lockfile --ignore-scripts';
    case 'yarn':
      return 'yarn install --no-lockfile --ignore-scripts';
    case 'bun':
      return 'bun install --no-save --ignore-scripts';
    case 'npm':
    case undefined:
      return 'npm install --no-package-lock --ignore-scripts';
  }
}

export interface DependencyStore {
  /** Folder of the kept installations. */
  readonly dir: string;
  /** Folder the managers download into. */
  readonly cache: string;
  readonly sandbox: Sandbox;
  readonly callerEnv: Readonly<Record<string, string | undefined>>;
  /** The person's own working tree, whose node_modules may be copied when it matches the lockfile; null: never. */
  readonly local: string | null;
}

export interface DependencyRequest {
  readonly plan: DependencyPlan;
  readonly checkout: string;
  /** Folder of one gate, for installations that no other gate may use. */
  readonly scratch: string;
  readonly signal: AbortSignal;
}

/**
 * Puts a plan's `node_modules` into a checkout: from the store, from the person's own matching installation, or by
 * installing. Answers null when nothing had to run, else what the manager said.
 */
export async function provideDependencies(
  store: DependencyStore,
  { plan, checkout, scratch, signal }: DependencyRequest,
): Promise<ExecResult | null> {
  if (plan.kind === 'none') return null;
  const kept = join(plan.kind === 'locked' ? store.dir : scratch, plan.key);
  if (existsSync(kept)) {
    await copyModules(kept, checkout, plan.folders);
    return null;
  }
  if (plan.kind === 'locked' && store.local !== null && (await matchesLockfile(store.local, checkout))) {
    await copyModules(store.local, checkout, plan.folders);
    return null;
  }
  const result = await install(store, { command: plan.command, checkout, signal });
  if (result.exitCode === 0) {
    const fresh = `${kept}.${randomUUID()}`;
    await mkdir(fresh, { recursive: true });
    await copyModules(checkout, fresh, plan.folders);
    // Two gates may install at once; the first rename wins.
    await rename(fresh, kept).catch(async (error: NodeJS.ErrnoException) => {
      await rm(fresh, { recursive: true, force: true });
      if (!existsSync(kept)) throw error;
    });
  }
  return result;
}

/** Copies the `node_modules` folders beside the given manifests' folders; links inside them stay relative. */
export async function copyModules(from: string, to: string, folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const source = join(from, folder, 'node_modules');
    if (!existsSync(source)) continue;
    await mkdir(join(to, folder), { recursive: true });
    await copyFolder(source, join(to, folder, 'node_modules'));
  }
}

/** `cp -a` copies 20,000 small files about three times as fast as node:fs; without it (Windows) node:fs serves. */
export async function copyFolder(from: string, to: string): Promise<void> {
  const copied = await exec({ argv: ['cp', '-a', from, to], cwd: '/', env: { PATH: process.env.PATH ?? '' }, timeoutMs: 600_000 });
  if (copied.end === 'not-started') await cp(from, to, { recursive: true, verbatimSymlinks: true });
  else if (copied.exitCode !== 0) throw new Error(`cp -a ${from}: ${copied.stderr.slice(-500)}`);
}

/** Does the person's npm or pnpm installation hold exactly what the checkout's lockfile asks for? */
async function matchesLockfile(local: string, checkout: string): Promise<boolean> {
  const read = async (path: string) => (existsSync(path) ? readFile(path, 'utf8') : null);
  const pnpm = await read(join(checkout, 'pnpm-lock.yaml'));
  if (pnpm !== null) return pnpm === (await read(join(local, 'node_modules/.pnpm/lock.yaml')));
  const [wanted, installed] = await Promise.all([
    read(join(checkout, 'package-lock.json')),
    read(join(local, 'node_modules/.package-lock.json')),
  ]);
  if (wanted === null || installed === null) return false;
  const packages = (
    text: string,
  ): Record<string, { version?: string; integrity?: string; link?: boolean; optional?: boolean; devOptional?: boolean; peer?: boolean }> =>
    JSON.parse(text).packages ?? {};
  const have = packages(installed);
  return Object.entries(packages(wanted)).every(([path, { version, integrity, link, optional, devOptional, peer }]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true;
    const found = have[path];
    if (found === undefined) return optional === true || devOptional === true || peer === true;
    return link === true ? found.link === true : found.version === version && found.integrity === integrity;
  });
}

async function install(
  store: DependencyStore,
  { command, checkout, signal }: { command: string; checkout: string; signal: AbortSignal },
): Promise<ExecResult> {
  await mkdir(store.cache, { recursive: true });
  const settings = join(store.cache, 'npmrc');
  await writeFile(settings, await registrySettings(store));
  return store.sandbox.exec({
    command,
    cwd: checkout,
    timeoutMs: 15 * 60_000,
    signal,
    env: { ...QUIET, ...OWN_MANAGER, ...reach(store), npm_config_userconfig: settings, ...downloads(command, store.cache) },
  });
}

/** How the person's machine reaches a registry: proxies and certificates, which hold no token. */
const REACH = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
];

function reach({ callerEnv }: DependencyStore): Record<string, string> {
  return Object.fromEntries(REACH.flatMap((name) => (callerEnv[name] === undefined ? [] : [[name, callerEnv[name]]])));
}

/** Where a manager keeps what it downloads: shared by all gates, as the private HOME is gone after each command. */
function downloads(command: string, cache: string): Record<string, string> {
  if (/^pnpm\b/.test(command)) return { npm_config_store_dir: join(cache, 'pnpm') };
  if (/^bun\b/.test(command)) return { BUN_INSTALL_CACHE_DIR: join(cache, 'bun') };
  if (!/^yarn\b/.test(command)) return { npm_config_cache: join(cache, 'npm') };
  return { YARN_CACHE_FOLDER: join(cache, 'yarn'), YARN_ENABLE_GLOBAL_CACHE: 'false', YARN_ENABLE_TELEMETRY: '0' };
}

const PASSED_SETTINGS = /^(registry|proxy|https-proxy|noproxy|cafile|strict-ssl|@[^:]+:registry)$/;

/** The person's registry, proxy and certificate settings as an npmrc; no token ever (those pass only by `env:`). */
async function registrySettings({ callerEnv }: DependencyStore): Promise<string> {
  const env = Object.fromEntries(Object.entries(callerEnv).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  const asked = await exec({ argv: ['npm', 'config', 'list', '--json'], cwd: '/', env, timeoutMs: 30_000 });
  if (asked.exitCode !== 0) return '';
  const settings: Record<string, unknown> = JSON.parse(asked.stdout);
  return Object.entries(settings)
    .flatMap(([name, value]) =>
      PASSED_SETTINGS.test(name) && (typeof value === 'string' || typeof value === 'boolean') ? [`${name}=${value}\n`] : [],
    )
    .join('');
}
