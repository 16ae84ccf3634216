import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AdapterError } from '../domain/error.ts';
import type { Project } from '../domain/project.ts';
import type { Sandbox, SandboxedCommand } from '../platform/sandbox.ts';
import type { Checkout, CheckoutCommand } from './checkout.ts';
import { copyFolder } from './copy-folder.ts';
import { guardModules, misplaced, type Modules, watchModules } from './installed-modules.ts';
import { ownManager } from './provide-dependencies.ts';
import { runWithServices } from './run-with-services.ts';

const COMMAND_TIMEOUT_MS = 15 * 60_000;

export interface Surroundings {
  readonly sandbox: Sandbox;
  readonly project: Pick<Project, 'services' | 'manager'>;
  readonly signal: AbortSignal;
}

export interface CheckoutPlace {
  readonly dir: string;
  readonly modules: Modules;
  /** Those of the tree: no `node_modules` may come into one, or change there. */
  readonly folders: readonly string[];
}

export interface OpenCheckout extends Checkout {
  readonly modules: Modules;
  /** AdapterError when an installed package is not what it was when the checkout was opened, or lies where none was. */
  requireModules(culprit: string): void;
}

/** A folder with its dependencies as a checkout: a command that changes what is installed there has no answer. */
export async function openCheckout(
  { sandbox, project, signal }: Surroundings,
  { dir, modules, folders }: CheckoutPlace,
): Promise<OpenCheckout> {
  const guarded = sandbox.level === 'process' ? { readOnly: [], writable: [] } : await guardModules(dir, modules);
  const changed = watchModules(dir, folders);
  const compilerCache = compilerCacheOf(dir);
  await mkdir(compilerCache, { recursive: true });
  const requireModules = (culprit: string) => {
    const path = changed() ?? misplaced(dir, guarded);
    if (path !== null) throw modulesChanged(path, culprit);
  };
  return {
    dir,
    modules,
    modulesFrom: modules.from,
    requireModules,
    async exec({ name, env, timeoutMs = COMMAND_TIMEOUT_MS, signal: ends, withServices = false, writable = [], ...command }) {
      const sandboxed: SandboxedCommand = {
        ...command,
        cwd: dir,
        timeoutMs,
        signal: ends === undefined ? signal : AbortSignal.any([signal, ends]),
        // A repository that lies around it is none of its business.
        env: {
          ...ownManager(project.manager?.name === 'pnpm'),
          GIT_CEILING_DIRECTORIES: dirname(dir),
          GOCACHE: join(compilerCache, 'go'),
          ...env,
        },
        network: 'none',
        readOnly: guarded.readOnly,
        writable: [...writable, ...guarded.writable, compilerCache],
      };
      const services = withServices ? (project.services ?? []) : [];
      const result = await (services.length === 0 ? sandbox.exec(sandboxed) : runWithServices(sandbox, sandboxed, services));
      requireModules(`\`${name ?? nameOf(command.command)}\``);
      return result;
    },
  };
}

/** What compilers keep for their next run: for the commands of one checkout and its copies alone, as a command could plant something there. */
function compilerCacheOf(dir: string): string {
  return `${dir}-compiler-cache`;
}

/** A copy of a checkout with what its compilers have kept. */
export async function copyCheckout(from: string, to: string): Promise<void> {
  await copyFolder(from, to);
  await copyFolder(compilerCacheOf(from), compilerCacheOf(to));
}

function modulesChanged(path: string, culprit: string): AdapterError {
  return new AdapterError('DEPENDENCIES_CHANGED', `${culprit} changed ${path}: what ran from then on is not what was installed`, {
    hint: 'what has to change an installed package, generated code such as .prisma too, belongs into `commands.install` or an install script that the base commit allows; caches belong into node_modules/.cache',
  });
}

function nameOf(command: CheckoutCommand['command']): string {
  return typeof command === 'string' ? command : command.join(' ').slice(0, 200);
}
