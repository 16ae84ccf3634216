import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AdapterError } from '../domain/error.ts';
import type { Project } from '../domain/project.ts';
import type { Artefact } from '../domain/release.ts';
import type { Tree } from '../domain/tree.ts';
import type { Repository } from '../git/repository.ts';
import { exportTree } from '../git/snapshot.ts';
import type { Sandbox } from '../platform/sandbox.ts';
import type { Build, BuildStep, Checkout, Side, Workspaces } from './checkout.ts';
import {
  copyFolder,
  type DependencyPlan,
  OWN_MANAGER,
  type DependencyStore,
  planDependencies,
  provideDependencies,
} from './dependencies.ts';
import { digestFolder, isPartOfArtefact } from './freeze.ts';

const COMMAND_TIMEOUT_MS = 15 * 60_000;

export interface WorkspacesRequest {
  readonly repository: Repository;
  readonly base: Tree;
  readonly head: Tree;
  readonly project: Project;
  readonly sandbox: Sandbox;
  readonly dependencies: DependencyStore;
  /** A folder of this gate alone; removed when it is disposed. */
  readonly dir: string;
  readonly artefacts: string;
  readonly signal: AbortSignal;
}

export interface GateWorkspaces extends Workspaces, AsyncDisposable {
  /** Where the dependencies of the judged tree came from; `key` is part of the artefact's digest. */
  dependencies(): Promise<{ readonly kind: DependencyPlan['kind']; readonly key: string }>;
  /** The frozen output of the judged tree's build, kept by its digest. AdapterError when the build failed. */
  artefact(): Promise<Artefact>;
}

/** The trees of one gate on disk: clean checkouts, built copies, and what may be released of them. */
export function createWorkspaces(request: WorkspacesRequest): GateWorkspaces {
  const { repository, project, sandbox, dependencies, dir, artefacts, signal } = request;
  let testbeds = 0;

  const checkoutAt = (path: string): Checkout => ({
    dir: path,
    exec: ({ command, env, timeoutMs = COMMAND_TIMEOUT_MS }) =>
      sandbox.exec({ command, cwd: path, timeoutMs, signal, env: { ...OWN_MANAGER, ...env } }),
  });
  const toolchain = once(() => versionsOf(sandbox, project));
  const plan = bySide((side) => planDependencies({ tree: request[side], project, toolchain }));

  async function makeCheckout(side: Side, name: string): Promise<{ readonly checkout: Checkout; readonly install: BuildStep | null }> {
    const path = join(dir, name);
    await mkdir(path, { recursive: true });
    await exportTree(repository, { tree: request[side].id, dir: path });
    const planned = await plan(side);
    const result = await provideDependencies(dependencies, { plan: planned, checkout: path, scratch: join(dir, 'installed'), signal });
    const install = result === null || planned.kind === 'none' ? null : ({ name: 'install', command: planned.command, result } as const);
    return { checkout: checkoutAt(path), install };
  }

  const checkout = bySide(async (side) => {
    const made = await makeCheckout(side, side);
    if (made.install !== null && made.install.result.exitCode !== 0) throw notInstalled(made.install);
    return made.checkout;
  });

  const built = bySide(async (side): Promise<{ readonly checkout: Checkout; readonly build: Build }> => {
    const made = await makeCheckout(side, `${side}-build`);
    const steps = made.install === null ? [] : [made.install];
    const failed = () => steps.some(({ result }) => result.exitCode !== 0);
    for (const name of ['prepare', 'build'] as const) {
      const command = project.commands[name];
      if (command === undefined || failed()) continue;
      steps.push({ name, command, result: await made.checkout.exec({ command }) });
    }
    return { checkout: made.checkout, build: { steps, succeeded: !failed() } };
  });

  async function requireBuilt(side: Side): Promise<Checkout> {
    const { checkout: place, build } = await built(side);
    if (!build.succeeded)
      throw new AdapterError(
        'BUILD_FAILED',
        `the build of the ${side === 'head' ? 'judged tree' : 'base commit'} failed, so nothing can run on it`,
      );
    return place;
  }

  async function installed(): Promise<{ readonly kind: DependencyPlan['kind']; readonly key: string }> {
    const planned = await plan('head');
    return { kind: planned.kind, key: planned.kind === 'none' ? 'none' : planned.key };
  }

  const artefact = once(async (): Promise<Artefact> => {
    const place = await requireBuilt('head');
    const { kind, key } = await installed();
    const digest = await digestFolder(place.dir, key);
    const kept = join(artefacts, digest);
    if (!existsSync(kept)) {
      const fresh = `${kept}.${randomUUID()}`;
      await cp(place.dir, fresh, {
        recursive: true,
        verbatimSymlinks: true,
        filter: (source) => source === place.dir || isPartOfArtefact(basename(source)),
      });
      await rename(fresh, kept).catch(async (error: NodeJS.ErrnoException) => {
        await rm(fresh, { recursive: true, force: true });
        if (!existsSync(kept)) throw error;
      });
    }
    return { digest, dir: kept, dependencies: kind === 'none' ? null : join(dependencies.dir, key) };
  });

  return {
    checkout,
    build: async (side) => (await built(side)).build,
    async testbed(side) {
      const place = await requireBuilt(side);
      // The output is frozen before anything runs on a copy of it.
      if (side === 'head') await artefact();
      testbeds += 1;
      const path = join(dir, `${side}-testbed-${testbeds}`);
      await copyFolder(place.dir, path);
      return checkoutAt(path);
    },
    dependencies: installed,
    artefact,
    async [Symbol.asyncDispose]() {
      await rm(dir, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function notInstalled({ command, result }: BuildStep): AdapterError {
  return new AdapterError(
    'DEPENDENCIES_NOT_INSTALLED',
    `${command} failed (${result.end}, exit code ${result.exitCode}): ${(result.stderr || result.stdout).trim().slice(-2000)}`,
  );
}

/** Versions of Node and package manager as the commands will find them: what is installed for one may not fit another. */
async function versionsOf(sandbox: Sandbox, { manager }: Project): Promise<string> {
  const asked: string[] = [process.platform, process.arch];
  for (const program of ['node', ...(manager === null ? [] : [manager.name])]) {
    const { end, stdout } = await sandbox.exec({ command: [program, '--version'], cwd: '/', timeoutMs: 30_000 });
    asked.push(end === 'exited' ? `${program} ${stdout.trim()}` : `no ${program}`);
  }
  return asked.join(', ');
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

function bySide<T>(make: (side: Side) => Promise<T>): (side: Side) => Promise<T> {
  const sides = { base: once(() => make('base')), head: once(() => make('head')) };
  return (side) => sides[side]();
}
