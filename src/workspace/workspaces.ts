import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AdapterError } from '../domain/error.ts';
import { matchesGlob } from '../domain/matches-glob.ts';
import type { Commands, Project } from '../domain/project.ts';
import type { Artefact } from '../domain/release.ts';
import type { Tree } from '../domain/tree.ts';
import type { Repository } from '../git/repository.ts';
import { exportAsRepository } from '../git/throwaway-repository.ts';
import { artefactDigest } from '../platform/artefact-digest.ts';
import type { Sandbox } from '../platform/sandbox.ts';
import { discardWorkspace, makeWorkspace } from '../platform/workspaces-folder.ts';
import { type Activity, watchActivity } from './activity.ts';
import type { Build, BuildStep, Checkout, LockfileFault, Side, Workspaces } from './checkout.ts';
import { freezeFolder } from './freeze.ts';
import { foldersAbove, installedDigest, setCachesAside } from './installed-modules.ts';
import { lockfileFaults } from './lockfile-faults.ts';
import { copyCheckout, openCheckout, type OpenCheckout } from './open-checkout.ts';
import { managerWords } from './manager-words.ts';
import { type DependencyPlan, planDependencies } from './plan-dependencies.ts';
import { type DependencyStore, type Provided, provideDependencies } from './provide-dependencies.ts';
import { registrySettings } from './registry-settings.ts';
import { type Recall, toolchainVersions } from './toolchain.ts';
import { writtenSinceExport } from './written-since-export.ts';

export interface WorkspacesRequest {
  readonly repository: Repository;
  readonly base: Tree;
  readonly head: Tree;
  readonly project: Project;
  /** Globs of the approved order: protected paths it lets the change touch. */
  readonly mayChange: readonly string[];
  readonly sandbox: Sandbox;
  /** Without, programs are asked for their versions. */
  readonly recall?: Recall | undefined;
  readonly dependencies: DependencyStore;
  /** A folder of this gate alone; removed when it is disposed. */
  readonly dir: string;
  readonly artefacts: string;
  readonly signal: AbortSignal;
  /** Hears what its commands are at, in words; null when that is over. */
  readonly onActivity?: ((words: string | null) => void) | undefined;
}

export interface GateWorkspaces extends Workspaces, AsyncDisposable {
  /**
   * What the judged tree was judged with; `key` is part of the artefact's digest, `digest` is that of every installed file.
   * AdapterError when it was the person's own installation.
   */
  dependencies(): Promise<{ readonly kind: DependencyPlan['kind']; readonly key: string; readonly digest?: string }>;
  /** Was the person's own installation copied, whose packages are known by version and not by content? */
  usesLocalModules(): boolean;
  /** How long it has been installing so far, milliseconds. No checker is to blame for it. */
  installingMs(): number;
  /** The frozen output of the judged tree's build, kept by its digest. AdapterError when the build failed. */
  artefact(): Promise<Pick<Artefact, 'digest' | 'dir'>>;
}

/** The trees of one gate on disk: clean checkouts, built copies, and what may be released of them. */
export function createWorkspaces(request: WorkspacesRequest): GateWorkspaces {
  const { sandbox, project, dependencies, dir, artefacts } = request;
  let copies = 0;
  const installed: Provided[] = [];
  const activity = watchActivity(request.onActivity);
  const toolchain = once(() => toolchainVersions(sandbox, project, request.recall ?? ((_, ask) => ask())));
  const plan = bySide((side) => planDependencies({ tree: request[side], base: request.base, project, toolchain }));
  const lockfiles = once(() => faultsOf(request));
  const make = async (side: Side, name: string) => {
    const [fault] = side === 'head' ? await lockfiles() : [];
    if (fault !== undefined) throw refusedLockfile(fault);
    const onProvided = (provided: Provided) => void (side === 'head' && installed.push(provided));
    return makeCheckout(request, { side, name, plan: plan(side), activity, onProvided });
  };
  const checkout = bySide(async (side) =>
    telling(requireInstalled(await make(side, side)), (work) => activity.during('linting', side, work)),
  );
  const built = bySide(async (side) => {
    const made = await make(side, `${side}-build`);
    return activity.during('building', side, () => buildIn(made, project.commands));
  });
  const requireBuilt = async (side: Side) => {
    const { checkout: place, build } = await built(side);
    if (!build.succeeded) throw notBuilt(side);
    return place;
  };
  const artefact = once(async () => {
    const { dir: from } = await requireBuilt('head');
    return freezeFolder({ from, artefacts, dependencies: keyOf(await plan('head')) });
  });
  return {
    lockfileFaults: lockfiles,
    checkout,
    fresh: async (side) =>
      telling(requireInstalled(await make(side, `${side}-fresh-${(copies += 1)}`)), (work) => activity.during('generating', side, work)),
    bare: (side) => bareCheckout(request, { side, name: `${side}-bare-${(copies += 1)}`, activity }),
    build: async (side) => (await built(side)).build,
    builtOver: async (side, paths) => writtenSinceExport((await requireBuilt(side)).dir, request[side], paths),
    async testbed(side) {
      await requireBuilt(side);
      // The output is frozen before anything runs on a copy of it.
      const frozen = side === 'head' ? await artefact() : null;
      copies += 1;
      const path = join(dir, `${side}-testbed-${copies}`);
      const opened = await copyBuilt(request, {
        side,
        path,
        frozen: frozen?.digest ?? null,
        built: await built(side),
        key: keyOf(await plan(side)),
      });
      return telling(opened, (work) => activity.during('testing', side, work));
    },
    dependencies: async () => usedDependencies(dependencies, await plan('head'), installed),
    installingMs: activity.installingMs,
    usesLocalModules: () => installed.some(({ source }) => source === 'local'),
    artefact,
    [Symbol.asyncDispose]: () => discardWorkspace(dir),
  };
}

async function usedDependencies(
  { dir }: DependencyStore,
  planned: DependencyPlan,
  installed: readonly Provided[],
): ReturnType<GateWorkspaces['dependencies']> {
  if (planned.kind === 'none') return { kind: 'none', key: 'none' };
  if (installed.some(({ source }) => source === 'local')) throw localModules();
  // A resumed run has installed nothing itself: what it judged is what is kept.
  const digest = installed.at(-1)?.digest ?? (await installedDigest(join(dir, planned.key)));
  return { kind: planned.kind, key: planned.key, ...(digest === null ? {} : { digest }) };
}

function faultsOf({ base, head, mayChange, dependencies }: WorkspacesRequest): Promise<LockfileFault[]> {
  return lockfileFaults({
    base,
    head,
    isAllowed: (path) => mayChange.some((glob) => matchesGlob(path, glob)),
    ownSettings: once(() => registrySettings(dependencies)),
  });
}

interface Made {
  readonly checkout: OpenCheckout;
  /** Puts the caches that were installed in the place of those that a copy has. */
  readonly giveCaches: (copy: string) => Promise<void>;
  /** Null when nothing had to run. */
  readonly install: BuildStep | null;
  readonly hasDependencies: boolean;
}

interface CheckoutRequest {
  readonly side: Side;
  readonly name: string;
  readonly plan: Promise<DependencyPlan>;
  readonly activity: Activity;
  readonly onProvided: (provided: Provided) => void;
}

async function makeCheckout(
  request: WorkspacesRequest,
  { side, name, plan: planned, activity, onProvided }: CheckoutRequest,
): Promise<Made> {
  const { repository, dependencies, dir, signal } = request;
  const path = join(dir, name);
  await makeWorkspace(dir);
  await mkdir(path);
  // The versions are asked for meanwhile. Both end before this does: nobody writes to a folder that is about to be removed.
  const exported = exportAsRepository(repository, { tree: request[side].id, dir: path });
  await Promise.allSettled([exported, planned]);
  await exported;
  const plan = await planned;
  const ownCache = join(dir, `${side}-package-cache`);
  const provide = () => provideDependencies(dependencies, { plan, checkout: path, scratch: join(dir, 'installed'), ownCache, signal });
  const provided = await (plan.kind === 'none' ? provide() : activity.during('installing', side, provide));
  onProvided(provided);
  const { result, modules } = provided;
  const install = result === null || plan.kind === 'none' ? null : ({ name: 'install', command: plan.command, result } as const);
  const folders = foldersAbove(request[side].paths);
  const giveCaches = await setCachesAside(path, folders, join(dir, `${name}-caches`));
  const made = await openCheckout(request, { dir: path, modules, folders });
  return { checkout: made, giveCaches, install, hasDependencies: plan.kind !== 'none' };
}

async function bareCheckout(request: WorkspacesRequest, place: Pick<CheckoutRequest, 'side' | 'name' | 'activity'>): Promise<Checkout> {
  const made = await makeCheckout(request, { ...place, plan: Promise.resolve({ kind: 'none' }), onProvided: () => undefined });
  return telling(made.checkout, (work) => place.activity.during('linting', place.side, work));
}

/** A checkout that says when a command runs in it. */
function telling(checkout: Checkout, during: (work: () => ReturnType<Checkout['exec']>) => ReturnType<Checkout['exec']>): Checkout {
  return { ...checkout, exec: (command) => during(() => checkout.exec(command)) };
}

/** Part of the artefact's digest. */
function keyOf(plan: DependencyPlan): string {
  return plan.kind === 'none' ? 'none' : plan.key;
}

interface Built extends Pick<Made, 'checkout' | 'giveCaches'> {
  readonly build: Build;
}

async function buildIn({ checkout, giveCaches, install, hasDependencies }: Made, commands: Commands): Promise<Built> {
  const steps = install === null ? [] : [install];
  const failed = () => steps.some(({ result }) => result.exitCode !== 0);
  for (const name of ['prepare', 'build'] as const) {
    const command = commands[name];
    if (command === undefined || failed()) continue;
    steps.push({ name, command, result: await checkout.exec({ command }) });
  }
  return { checkout, giveCaches, build: { steps, hasDependencies, succeeded: !failed() } };
}

interface CopyRequest {
  readonly side: Side;
  readonly path: string;
  readonly built: Built;
  /** What a copy has to be; null where nothing was frozen. */
  readonly frozen: string | null;
  /** Of the dependencies. */
  readonly key: string;
}

async function copyBuilt(
  request: WorkspacesRequest,
  { side, path, built: { checkout: place, giveCaches }, frozen, key }: CopyRequest,
): Promise<OpenCheckout> {
  await copyCheckout(place.dir, path);
  await giveCaches(path);
  place.requireModules('something that the build left running');
  if (frozen !== null && (await artefactDigest(path, key)) !== frozen) throw changedAfterFreeze();
  const { from, paths } = place.modules;
  const modules = { from: from === place.dir ? path : from, paths };
  return openCheckout(request, { dir: path, modules, folders: foldersAbove(request[side].paths) });
}

function localModules(): AdapterError {
  return new AdapterError(
    'LOCAL_DEPENDENCIES',
    'the dependencies were copied from the working tree, where their content is not known: nothing that was judged with them is attested',
  );
}

function changedAfterFreeze(): AdapterError {
  return new AdapterError('CHANGED_AFTER_FREEZE', 'the build left something running that changed its output after it was frozen', {
    hint: 'let the build end what it starts',
  });
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

function requireInstalled({ checkout, install }: Made): OpenCheckout {
  if (install !== null && install.result.exitCode !== 0) throw notInstalled(install);
  return checkout;
}

function notInstalled({ command, result }: BuildStep): AdapterError {
  return new AdapterError(
    'DEPENDENCIES_NOT_INSTALLED',
    `${command} failed (${result.end}, exit code ${result.exitCode}): ${managerWords(result)}`,
  );
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

function bySide<T>(make: (side: Side) => Promise<T>): (side: Side) => Promise<T> {
  const sides = { base: once(() => make('base')), head: once(() => make('head')) };
  return (side) => sides[side]();
}
