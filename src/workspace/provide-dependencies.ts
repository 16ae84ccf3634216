import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { AdapterError } from '../domain/error.ts';
import type { ExecResult } from '../platform/exec.ts';
import { replaceText } from '../platform/files.ts';
import { scratchName } from '../platform/scratch.ts';
import { removeTree } from '../platform/remove-tree.ts';
import type { Sandbox } from '../platform/sandbox.ts';
import { divertBuildInfo } from './divert-build-info.ts';
import { copyKept, copyModules, type Modules, mountKept, readSeal, requireInside, sealInstallation } from './installed-modules.ts';
import { modulesIn } from './modules-stamp.ts';
import { keptLocal, type LocalInstallation } from './local-installation.ts';
import { matchesLockfile } from './matches-lockfile.ts';
import type { DependencyPlan } from './plan-dependencies.ts';
import { endpointsIn } from './registry-endpoints.ts';
import { registryReach, registrySettings } from './registry-settings.ts';

type Planned = Exclude<DependencyPlan, { readonly kind: 'none' }>;

/** A manager must not replace itself by another version that the repository names: it would be downloaded, and not the caller's. */
const OWN_MANAGER = {
  npm_config_manage_package_manager_versions: 'false',
  COREPACK_ENABLE_DOWNLOAD_PROMPT: '0',
  // It would write its version into package.json.
  COREPACK_ENABLE_AUTO_PIN: '0',
};

/** The environment that keeps a manager from it. pnpm does not hand that setting on to the scripts it runs, but this: corepack has chosen it. */
export function ownManager(isPnpm: boolean): Readonly<Record<string, string>> {
  return isPnpm ? { ...OWN_MANAGER, COREPACK_ROOT: '/nonexistent' } : OWN_MANAGER;
}

const QUIET = { npm_config_audit: 'false', npm_config_fund: 'false', npm_config_update_notifier: 'false' };

export interface DependencyStore {
  /** Folder of the kept installations. */
  readonly dir: string;
  /** Folder the managers download into; not for commands of the policy. */
  readonly cache: string;
  readonly sandbox: Sandbox;
  readonly callerEnv: Readonly<Record<string, string | undefined>>;
  /** May be copied when it matches the lockfile; null: never. */
  readonly local: LocalInstallation | null;
}

export interface DependencyRequest {
  readonly plan: DependencyPlan;
  readonly checkout: string;
  /** Folder of one gate, for installations that no other gate may use. */
  readonly scratch: string;
  /** Folder of one side of one gate, for what a command of the policy downloads. */
  readonly ownCache: string;
  readonly signal: AbortSignal;
}

/** Where a checkout's dependencies came from; `result` is what the manager said, null when it did not have to run. */
export interface Provided {
  readonly source: 'none' | 'store' | 'local' | 'installed';
  readonly result: ExecResult | null;
  /** Of what is installed; null where nothing is, or what nobody keeps. */
  readonly digest: string | null;
  readonly modules: Modules;
}

/**
 * Gives a checkout a plan's `node_modules`: from the store (where the sandbox can, to be mounted), from the person's own matching
 * installation, or by installing.
 */
export async function provideDependencies(store: DependencyStore, request: DependencyRequest): Promise<Provided> {
  const { plan, checkout } = request;
  const own = (paths: readonly string[]): Modules => ({ from: checkout, paths });
  if (plan.kind === 'none') return { source: 'none', result: null, digest: null, modules: own([]) };
  const kept = keptAt(store, { plan, scratch: request.scratch });
  if (plan.reuse !== 'never' && existsSync(kept)) {
    const use = await (store.sandbox.level === 'process' ? copyKept : mountKept)(kept, checkout);
    if (use !== null) return { source: 'store', result: null, ...use };
    // Somebody has edited it: nothing of it is worth keeping.
    for (const path of modulesIn(checkout, plan.folders)) await removeTree(join(checkout, path));
    await removeTree(kept);
  }
  if (plan.kind === 'locked' && plan.reuse === 'any' && store.local !== null && (await matchesLockfile(store.local.root, checkout)))
    return {
      source: 'local',
      result: null,
      digest: null,
      modules: await localModules({ ...store, local: store.local }, request, plan.folders),
    };
  const result = await install(store, { ...request, plan });
  if (result.exitCode === NOT_FOUND && plan.reuse !== 'never') throw managerMissing(plan);
  const modules = own(modulesIn(checkout, plan.folders));
  if (result.exitCode !== 0) return { source: 'installed', result, digest: null, modules };
  requireInside(checkout, plan.folders);
  await divertBuildInfo(checkout, modules.paths);
  return { source: 'installed', result, digest: await keep({ modules, kept }), modules };
}

/** The person's own: mounted from a copy where the sandbox can, else copied into the checkout. */
async function localModules(
  store: DependencyStore & { readonly local: LocalInstallation },
  { checkout }: DependencyRequest,
  folders: readonly string[],
): Promise<Modules> {
  if (store.sandbox.level === 'process') {
    const { root } = store.local;
    const paths = modulesIn(root, folders);
    await copyModules(root, checkout, paths);
    await divertBuildInfo(checkout, paths);
    return { from: checkout, paths };
  }
  const kept = await keptLocal(store, folders);
  const use = await mountKept(kept, checkout);
  if (use !== null) return use.modules;
  // Somebody has edited the copy.
  await removeTree(kept);
  const again = await mountKept(await keptLocal(store, folders), checkout);
  if (again === null) throw new AdapterError('LOCAL_DEPENDENCIES_CHANGED', 'the copy of your node_modules changes while it is used');
  return again.modules;
}

/** What a shell answers for a program that it does not find. */
const NOT_FOUND = 127;

function managerMissing({ command }: Planned): AdapterError {
  const [name = ''] = command.split(' ');
  return new AdapterError('MANAGER_MISSING', `\`${command}\` could not run: ${name} is not on the PATH`, {
    hint: `install it, for example with \`npm install --global ${name}\`, or name another command as commands.install`,
  });
}

/** Folder of a plan's kept installation. */
function keptAt({ dir }: Pick<DependencyStore, 'dir'>, { plan, scratch }: { readonly plan: Planned; readonly scratch: string }): string {
  return join(plan.kind === 'locked' ? dir : scratch, plan.key);
}

/** Keeps what was installed and answers its digest. A command of the policy may install something else each time: the last counts. */
async function keep({ modules: { from, paths }, kept }: { readonly modules: Modules; readonly kept: string }): Promise<string> {
  const fresh = scratchName(kept);
  await mkdir(fresh, { recursive: true });
  await copyModules(from, fresh, paths);
  const digest = await sealInstallation(fresh, paths);
  if (existsSync(kept) && (await readSeal(kept))?.digest !== digest) await removeTree(kept);
  // Two gates may install at once; the first rename wins.
  await rename(fresh, kept).catch(async (error: NodeJS.ErrnoException) => {
    await removeTree(fresh);
    if (!existsSync(kept)) throw error;
  });
  return digest;
}

async function install(
  store: DependencyStore,
  { plan, checkout, ownCache, signal }: DependencyRequest & { plan: Planned },
): Promise<ExecResult> {
  const { command, endpoints } = plan;
  // It may run scripts of the change, and what they write there another change would install.
  const cache = plan.reuse === 'never' ? ownCache : store.cache;
  const file = join(cache, 'npmrc');
  const settings = await registrySettings(store);
  await replaceText(file, settings);
  const reach = registryReach(store);
  return store.sandbox.exec({
    command,
    cwd: checkout,
    timeoutMs: 15 * 60_000,
    signal,
    network: [...(await endpoints()), ...endpointsIn(settings)],
    writable: [cache],
    // Certificates.
    readable: [...Object.values(reach), ...settings.split('\n').flatMap((line) => /^cafile=(.*)$/.exec(line)?.[1] ?? [])],
    env: { ...QUIET, ...ownManager(/^pnpm\b/.test(command)), ...reach, npm_config_userconfig: file, ...downloads(command, cache) },
  });
}

/**
 * Where a manager keeps what it downloads: shared by all gates where no script can write to it, as the private HOME is gone after each command. Copied from there,
 * never linked: who writes to one installation must not write to the next.
 */
function downloads(command: string, cache: string): Record<string, string> {
  if (/^pnpm\b/.test(command)) return { npm_config_store_dir: join(cache, 'pnpm'), npm_config_package_import_method: 'copy' };
  if (/^bun\b/.test(command)) return { BUN_INSTALL_CACHE_DIR: join(cache, 'bun') };
  if (!/^yarn\b/.test(command)) return { npm_config_cache: join(cache, 'npm') };
  return { YARN_CACHE_FOLDER: join(cache, 'yarn'), YARN_ENABLE_GLOBAL_CACHE: 'false', YARN_ENABLE_TELEMETRY: '0' };
}
