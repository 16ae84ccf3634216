import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exec, type ExecResult } from '../platform/exec.ts';
import { replaceText } from '../platform/files.ts';
import type { Sandbox } from '../platform/sandbox.ts';
import { copyFolder } from './copy-folder.ts';
import { matchesLockfile } from './matches-lockfile.ts';
import type { DependencyPlan } from './plan-dependencies.ts';

/** A manager must not replace itself by another version that the repository names: it would be downloaded, and not the caller's. */
export const OWN_MANAGER = { npm_config_manage_package_manager_versions: 'false', COREPACK_ENABLE_DOWNLOAD_PROMPT: '0' };

const QUIET = { npm_config_audit: 'false', npm_config_fund: 'false', npm_config_update_notifier: 'false' };

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
  if (plan.reuse !== 'never' && existsSync(kept)) {
    await copyModules(kept, checkout, plan.folders);
    return null;
  }
  if (plan.kind === 'locked' && plan.reuse === 'any' && store.local !== null && (await matchesLockfile(store.local, checkout))) {
    await copyModules(store.local, checkout, plan.folders);
    return null;
  }
  const result = await install(store, { command: plan.command, checkout, signal });
  if (result.exitCode === 0 && !existsSync(kept)) {
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
async function copyModules(from: string, to: string, folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const source = join(from, folder, 'node_modules');
    if (!existsSync(source)) continue;
    await mkdir(join(to, folder), { recursive: true });
    await copyFolder(source, join(to, folder, 'node_modules'));
  }
}

async function install(
  store: DependencyStore,
  { command, checkout, signal }: { command: string; checkout: string; signal: AbortSignal },
): Promise<ExecResult> {
  const settings = join(store.cache, 'npmrc');
  await replaceText(settings, await registrySettings(store));
  return store.sandbox.exec({
    command,
    cwd: checkout,
    timeoutMs: 15 * 60_000,
    signal,
    network: 'host',
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
export async function registrySettings({ callerEnv }: Pick<DependencyStore, 'callerEnv'>): Promise<string> {
  const env = Object.fromEntries(Object.entries(callerEnv).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  const asked = await exec({ argv: ['npm', 'config', 'list', '--json'], cwd: '/', env, timeoutMs: 30_000 });
  if (asked.exitCode !== 0) return '';
  const settings: Record<string, unknown> = JSON.parse(asked.stdout);
  return Object.entries(settings)
    .filter(([name]) => PASSED_SETTINGS.test(name))
    .flatMap(([name, value]) => {
      const text = Array.isArray(value) ? value.join(',') : value;
      return (typeof text === 'string' && text !== '') || typeof text === 'boolean' ? [`${name}=${text}\n`] : [];
    })
    .join('');
}
