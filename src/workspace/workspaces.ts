import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AdapterError } from '../domain/error.ts';
import { matchesGlob } from '../domain/matches-glob.ts';
import type { Commands, Project } from '../domain/project.ts';
import type { Artefact } from '../domain/release.ts';
import type { Tree } from '../domain/tree.ts';
import type { Repository } from '../git/repository.ts';
import { exportTree } from '../git/snapshot.ts';
import { removeTree } from '../platform/remove-tree.ts';
import type { Sandbox } from '../platform/sandbox.ts';
import type { Build, BuildStep, Checkout, LockfileFault, Side, Workspaces } from './checkout.ts';
import { copyFolder } from './copy-folder.ts';
import { freezeFolder } from './freeze.ts';
import { lockfileFaults } from './lockfile-faults.ts';
import { type DependencyPlan, planDependencies } from './plan-dependencies.ts';
import { type DependencyStore, OWN_MANAGER, provideDependencies, registrySettings } from './provide-dependencies.ts';

const COMMAND_TIMEOUT_MS = 15 * 60_000;

export interface WorkspacesRequest {
  readonly repository: Repository;
  readonly base: Tree;
  readonly head: Tree;
  readonly project: Project;
  /** Globs of the approved order: protected paths it lets the change touch. */
  readonly mayChange: readonly string[];
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
  const { sandbox, project, dependencies, dir, artefacts } = request;
  let testbeds = 0;
  const toolchain = once(() => versionsOf(sandbox, project));
  const plan = bySide((side) => planDependencies({ tree: request[side], project, toolchain }));
  const lockfiles = once(() =>
    lockfileFaults({
      base: request.base,
      head: request.head,
      isAllowed: (path) => request.mayChange.some((glob) => matchesGlob(path, glob)),
      ownSettings: once(() => registrySettings(dependencies)),
    }),
  );
  const make = async (side: Side, name: string) => {
    const [fault] = side === 'head' ? await lockfiles() : [];
    if (fault !== undefined) throw refusedLockfile(fault);
    return makeCheckout(request, { side, name, plan: await plan(side) });
  };
  const checkout = bySide(async (side) => {
    const made = await make(side, side);
    if (made.install !== null && made.install.result.exitCode !== 0) throw notInstalled(made.install);
    return made.checkout;
  });
  const built = bySide(async (side) => buildIn(await make(side, `${side}-build`), project.commands));
  const requireBuilt = async (side: Side) => {
    const { checkout: place, build } = await built(side);
    if (!build.succeeded) throw notBuilt(side);
    return place;
  };
  const installed = async () => {
    const planned = await plan('head');
    return { kind: planned.kind, key: planned.kind === 'none' ? 'none' : planned.key };
  };
  const artefact = once(async (): Promise<Artefact> => {
    const { dir: from } = await requireBuilt('head');
    const { kind, key } = await installed();
    const frozen = await freezeFolder({ from, artefacts, dependencies: key });
    return { ...frozen, dependencies: kind === 'none' ? null : join(dependencies.dir, key) };
  });
  return {
    lockfileFaults: lockfiles,
    checkout,
    build: async (side) => (await built(side)).build,
    async testbed(side) {
      const place = await requireBuilt(side);
      // The output is frozen before anything runs on a copy of it.
      if (side === 'head') await artefact();
      testbeds += 1;
      const path = join(dir, `${side}-testbed-${testbeds}`);
      await copyFolder(place.dir, path);
      return checkoutAt(request, path);
    },
    dependencies: installed,
    artefact,
    [Symbol.asyncDispose]: () => removeTree(dir),
  };
}

function checkoutAt({ sandbox, signal }: WorkspacesRequest, path: string): Checkout {
  return {
    dir: path,
    exec: ({ env, timeoutMs = COMMAND_TIMEOUT_MS, signal: ends, ...command }) =>
      sandbox.exec({
        ...command,
        cwd: path,
        timeoutMs,
        signal: ends === undefined ? signal : AbortSignal.any([signal, ends]),
        env: { ...OWN_MANAGER, ...env },
        network: 'none',
      }),
  };
}

interface Made {
  readonly checkout: Checkout;
  /** Null when nothing had to run. */
  readonly install: BuildStep | null;
}

async function makeCheckout(
  request: WorkspacesRequest,
  { side, name, plan }: { readonly side: Side; readonly name: string; readonly plan: DependencyPlan },
): Promise<Made> {
  const { repository, dependencies, dir, signal } = request;
  const path = join(dir, name);
  await mkdir(path, { recursive: true });
  await exportTree(repository, { tree: request[side].id, dir: path });
  const result = await provideDependencies(dependencies, { plan, checkout: path, scratch: join(dir, 'installed'), signal });
  const install = result === null || plan.kind === 'none' ? null : ({ name: 'install', command: plan.command, result } as const);
  return { checkout: checkoutAt(request, path), install };
}

async function buildIn({ checkout, install }: Made, commands: Commands): Promise<{ readonly checkout: Checkout; readonly build: Build }> {
  const steps = install === null ? [] : [install];
  const failed = () => steps.some(({ result }) => result.exitCode !== 0);
  for (const name of ['prepare', 'build'] as const) {
    const command = commands[name];
    if (command === undefined || failed()) continue;
    steps.push({ name, command, result: await checkout.exec({ command }) });
  }
  return { checkout, build: { steps, succeeded: !failed() } };
}

function notBuilt(side: Side): AdapterError {
  const what = side === 'head' ? 'judged tree' : 'base commit';
  return new AdapterError('BUILD_FAILED', `the build of the ${what} failed, so nothing can run on it`);
}

function refusedLockfile({ path, message }: LockfileFault): AdapterError {
  return new AdapterError('LOCKFILE_REFUSED', `nothing was installed: ${message}`, {
    hint: `restore ${path} and let the package manager write it again from the registry`,
  });
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
    const { end, stdout } = await sandbox.exec({ command: [program, '--version'], cwd: '/', timeoutMs: 30_000, network: 'none' });
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
