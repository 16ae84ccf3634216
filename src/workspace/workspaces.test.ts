import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRepository, type Files, type TestRepository } from '../../test/rig/repository.ts';
import { sandboxIn } from '../../test/rig/sandbox.ts';
import type { Project } from '../domain/project.ts';
import { openRepository, prepareState, treeOf } from '../git/repository.ts';
import { ObjectReader, openTree } from '../git/tree.ts';
import { installedDigest } from './installed-modules.ts';
import { planDependencies } from './plan-dependencies.ts';
import { localInstallation } from './local-installation.ts';
import { createWorkspaces, type GateWorkspaces } from './workspaces.ts';

const NPM: Project['manager'] = { name: 'npm', lockfile: 'package-lock.json' };
const PROJECT: Project = {
  languages: [],
  manager: null,
  commands: {},
  testRunners: [],
  startsOtherTests: false,
  unreadTests: [],
  manifests: [],
  linters: [],
};

interface Opened {
  readonly workspaces: GateWorkspaces;
  readonly repo: TestRepository;
}

/** The workspaces of a gate between two commits; `base` is written first, `head` over it. */
async function within<T>(
  { base, head = {}, project = {}, local = false }: { base: Files; head?: Files; project?: Partial<Project>; local?: boolean },
  use: (opened: Opened) => Promise<T>,
): Promise<T> {
  using repo = createRepository(base);
  const baseCommit = repo.git('rev-parse', 'HEAD');
  const headCommit = repo.commit(head);
  return await inGate({ repo, baseCommit, headCommit, project: { ...PROJECT, ...project }, local }, use);
}

interface Gate {
  readonly repo: TestRepository;
  readonly baseCommit: string;
  readonly headCommit: string;
  readonly project: Project;
  readonly local: boolean;
}

let gates = 0;

async function inGate<T>({ repo, baseCommit, headCommit, project, local }: Gate, use: (opened: Opened) => Promise<T>): Promise<T> {
  const repository = await openRepository(repo.root);
  await prepareState(repository);
  const state = repository.stateDir;
  const callerEnv = { ...process.env, npm_config_offline: 'true' };
  const sandbox = sandboxIn(state, { callerEnv, passed: ['npm_config_offline'] });
  await using reader = new ObjectReader(repository.ours);
  gates += 1;
  await using workspaces = createWorkspaces({
    repository,
    base: await openTree(reader, await treeOf(repository, baseCommit)),
    head: await openTree(reader, await treeOf(repository, headCommit)),
    project,
    mayChange: [],
    sandbox,
    dependencies: {
      dir: join(state, 'dependencies'),
      cache: join(state, 'cache'),
      sandbox,
      callerEnv,
      local: local ? localInstallation(repo.root) : null,
    },
    dir: join(state, 'workspaces', `gate-${gates}`),
    artefacts: join(state, 'artefacts'),
    signal: new AbortController().signal,
  });
  return await use({ workspaces, repo });
}

const text = (dir: string, path: string) => readFileSync(join(dir, path), 'utf8');

describe('checkouts and builds', () => {
  test('a checkout is the tree in a repository of its own, the same one when asked again', async () => {
    await within({ base: { 'a.txt': '1' }, head: { 'a.txt': '2', 'b.txt': 'b' } }, async ({ workspaces, repo }) => {
      repo.write({ 'untracked.txt': 'x' });
      const [base, head, again] = [await workspaces.checkout('base'), await workspaces.checkout('head'), await workspaces.checkout('head')];
      expect([readdirSync(base.dir).toSorted(), readdirSync(head.dir).toSorted(), text(head.dir, 'a.txt'), again === head]).toEqual([
        ['.git', 'a.txt'],
        ['.git', 'a.txt', 'b.txt'],
        '2',
        true,
      ]);
    });
  });

  test('a pnpm that scripts call does not replace itself by the one that package.json names either', async () => {
    const command = 'echo "$COREPACK_ROOT"';
    const said = (['npm', 'pnpm'] as const).map((name) =>
      within({ base: { 'a.txt': '1' }, project: { manager: { name, lockfile: null } } }, async ({ workspaces }) => {
        return (await (await workspaces.checkout('head')).exec({ command })).stdout;
      }),
    );
    expect(await Promise.all(said)).toEqual(['\n', '/nonexistent\n']);
  });

  test("what asks git hears of the tree alone, and of nothing of the person's", async () => {
    const commands = {
      build:
        'git rev-list --count HEAD; git status --porcelain; git describe --always | wc -l; git config user.name || git remote; git log --format=%an%s',
    };
    await within(
      { base: { 'a.txt': '1', '.gitignore': 'b.txt\n' }, head: { 'a.txt': '2' }, project: { commands } },
      async ({ workspaces, repo }) => {
        repo.git('config', 'user.name', 'Somebody');
        const { steps } = await workspaces.build('head');
        expect(steps.map(({ result }) => result.stdout)).toEqual(['1\n1\nJidokaStart\n']);
        const checkout = await workspaces.checkout('head');
        await checkout.exec({ command: 'rm -r .git' });
        // Without one of its own there is none, and not that of the folder above.
        expect(await checkout.exec({ command: 'git rev-parse HEAD' })).toEqual(expect.objectContaining({ exitCode: 128 }));
      },
    );
  });

  test('prepare and build run in order, once, in a place of their own; the first that fails is the last', async () => {
    const commands = { prepare: 'echo p >> log', build: 'echo b >> log', install: 'echo i >> log' };
    await within({ base: { 'a.txt': '1' }, project: { commands } }, async ({ workspaces }) => {
      const builds = [await workspaces.build('head'), await workspaces.build('head')];
      const bed = await workspaces.testbed('head');
      const { dir } = await workspaces.checkout('head');
      expect([
        builds.map(({ steps, succeeded }) => [steps.map(({ name }) => name), succeeded]),
        text(bed.dir, 'log'),
        text(dir, 'log'),
      ]).toEqual([
        [
          [['install', 'prepare', 'build'], true],
          [['install', 'prepare', 'build'], true],
        ],
        'i\np\nb\n',
        'i\n',
      ]);
    });
    await within({ base: {}, project: { commands: { prepare: 'exit 3', build: 'touch built' } } }, async ({ workspaces }) => {
      const { steps, succeeded } = await workspaces.build('head');
      expect([steps.map(({ name, result }) => [name, result.exitCode]), succeeded]).toEqual([[['prepare', 3]], false]);
      await expect(workspaces.testbed('head')).rejects.toThrow('the build of the judged tree failed');
      await expect(workspaces.artefact()).rejects.toThrow('the build of the judged tree failed');
    });
  });

  test('each testbed is a fresh copy: what one test run leaves, another does not see', async () => {
    await within(
      { base: { 'a.txt': '1' }, project: { commands: { build: 'mkdir dist && echo built > dist/x' } } },
      async ({ workspaces }) => {
        const one = await workspaces.testbed('head');
        await one.exec({ command: 'echo changed > dist/x; echo changed > a.txt; touch new' });
        const two = await workspaces.testbed('head');
        const base = await workspaces.testbed('base');
        expect([two, base].map(({ dir }) => [text(dir, 'a.txt'), text(dir, 'dist/x'), existsSync(join(dir, 'new'))])).toEqual([
          ['1', 'built\n', false],
          ['1', 'built\n', false],
        ]);
      },
    );
  });

  test('the output is frozen before tests run on it', async () => {
    await within({ base: { 'a.txt': '1' }, project: { commands: { build: 'echo built > out' } } }, async ({ workspaces, repo }) => {
      const bed = await workspaces.testbed('head');
      const artefacts = join(repo.root, '.jidoka/state/artefacts');
      const [frozen = ''] = readdirSync(artefacts);
      await bed.exec({ command: 'echo forged > out' });
      const artefact = await workspaces.artefact();
      expect([artefact.dir, text(artefact.dir, 'out')]).toEqual([join(artefacts, frozen), 'built\n']);
    });
  });

  test('nothing of a gate stays on disk but its artefact', async () => {
    const left = await within({ base: { 'a.txt': '1' } }, async ({ workspaces, repo }) => {
      await workspaces.testbed('head');
      await workspaces.checkout('base');
      return repo.root;
    });
    expect(existsSync(left)).toBe(false);
    using repo = createRepository({ 'a.txt': '1' });
    const commit = repo.git('rev-parse', 'HEAD');
    await inGate({ repo, baseCommit: commit, headCommit: commit, project: PROJECT, local: false }, ({ workspaces }) =>
      workspaces.testbed('head'),
    );
    expect(existsSync(join(repo.root, '.jidoka/state/workspaces'))).toBe(false);
  });
});

describe('dependencies', () => {
  const LIBRARY = { 'lib/package.json': '{"name":"lib","version":"1.0.0"}', 'lib/index.js': 'module.exports = 1;\n' };
  const MANIFEST = '{"name":"app","version":"1.0.0","dependencies":{"lib":"file:lib"}}';
  const LOCK = JSON.stringify({
    name: 'app',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: {
      '': { name: 'app', version: '1.0.0', dependencies: { lib: 'file:lib' } },
      lib: { version: '1.0.0' },
      'node_modules/lib': { resolved: 'lib', link: true },
    },
  });
  const APP = { ...LIBRARY, 'package.json': MANIFEST, 'package-lock.json': LOCK };
  const READ = 'node -p "require(\'lib\')"';

  test('npm installs what the lockfile names, without network and scripts, and keeps it under its key', async () => {
    const hostile = MANIFEST.replace('"dependencies"', '"scripts":{"preinstall":"touch ran","postinstall":"touch ran"},"dependencies"');
    await within({ base: { ...APP, 'package.json': hostile }, project: { manager: NPM } }, async ({ workspaces, repo }) => {
      const head = await workspaces.checkout('head');
      const { kind, key } = await workspaces.dependencies();
      const { stdout } = await head.exec({ command: READ });
      const kept = join(repo.root, '.jidoka/state/dependencies', key);
      expect([stdout, existsSync(join(head.dir, 'ran')), kind, readdirSync(join(kept, 'node_modules')).includes('lib')]).toEqual([
        '1\n',
        false,
        'locked',
        true,
      ]);
      const { steps } = await workspaces.build('head');
      expect([steps, await workspaces.dependencies()]).toEqual([[], { kind: 'locked', key, digest: await installedDigest(kept) }]);
    });
  });

  test('a package of the repository itself is never the one of another tree', async () => {
    await within({ base: APP, head: { 'lib/index.js': 'module.exports = 2;\n' }, project: { manager: NPM } }, async ({ workspaces }) => {
      const said = await Promise.all(
        (['base', 'head'] as const).map(async (side) => (await workspaces.checkout(side)).exec({ command: READ })),
      );
      expect(said.map(({ stdout }) => stdout)).toEqual(['1\n', '2\n']);
    });
  });

  test('an installation that fails is a failed step of the build, and no checkout', async () => {
    const broken = { 'package.json': '{"dependencies":{"far":"1.0.0"}}', 'package-lock.json': '{"lockfileVersion":3,"packages":{"":{}}}' };
    await within({ base: broken, project: { manager: NPM } }, async ({ workspaces, repo }) => {
      const { steps, succeeded } = await workspaces.build('head');
      expect([steps.map(({ name, command }) => `${name}: ${command}`), succeeded]).toEqual([['install: npm ci --ignore-scripts'], false]);
      await expect(workspaces.checkout('head')).rejects.toThrow('npm ci --ignore-scripts failed');
      expect(existsSync(join(repo.root, '.jidoka/state/dependencies'))).toBe(false);
    });
  });

  test('a command of the policy runs in every checkout: what it makes outside node_modules is kept nowhere', async () => {
    const project = { manager: NPM, commands: { install: 'mkdir -p vendor && echo x >> vendor/x', build: 'test -f vendor/x' } };
    await within({ base: APP, project }, async ({ workspaces }) => {
      const { dir } = await workspaces.checkout('head');
      const { succeeded } = await workspaces.build('head');
      const bed = await workspaces.testbed('head');
      expect([text(dir, 'vendor/x'), succeeded, text(bed.dir, 'vendor/x')]).toEqual(['x\n', true, 'x\n']);
    });
  });

  const REMOTE_LOCK = JSON.stringify({
    lockfileVersion: 3,
    packages: {
      '': { dependencies: { far: '1.0.0' } },
      'node_modules/far': { version: '1.0.0', integrity: 'sha512-far' },
      'node_modules/only-mac': { version: '1.0.0', integrity: 'sha512-mac', optional: true },
    },
  });
  const REMOTE = { 'package.json': '{"dependencies":{"far":"1.0.0"}}', 'package-lock.json': REMOTE_LOCK, '.gitignore': 'node_modules\n' };
  const installed = (packages: object) => JSON.stringify({ lockfileVersion: 3, packages });
  const FAR = { 'node_modules/far': { version: '1.0.0', integrity: 'sha512-far' } };

  test.each<[string, boolean, boolean, object, readonly string[]]>([
    ['that matches is copied', true, true, FAR, ['far']],
    ['is not looked at in a run', false, false, FAR, ['far']],
    ['of another version is not', true, false, { 'node_modules/far': { version: '1.0.1', integrity: 'sha512-far' } }, ['far']],
    ['of other bytes is not', true, false, { 'node_modules/far': { version: '1.0.0', integrity: 'sha512-other' } }, ['far']],
    ['that lacks a package is not', true, false, {}, []],
    ['with a package too many is not', true, false, { ...FAR, 'node_modules/more': { version: '1.0.0' } }, ['far', 'more']],
    ['with a package that npm does not know is not', true, false, FAR, ['far', 'copied-by-hand']],
  ])('a local installation %s', async (_, local, isCopied, packages, folders) => {
    using repo = createRepository(REMOTE);
    const commit = repo.git('rev-parse', 'HEAD');
    for (const name of folders) {
      mkdirSync(join(repo.root, 'node_modules', name), { recursive: true });
      writeFileSync(join(repo.root, 'node_modules', name, 'index.js'), 'module.exports = 7;\n');
    }
    mkdirSync(join(repo.root, 'node_modules/.bin'), { recursive: true });
    writeFileSync(join(repo.root, 'node_modules/.package-lock.json'), installed(packages));
    const project = { ...PROJECT, manager: NPM };
    const ran = await inGate({ repo, baseCommit: commit, headCommit: commit, project, local }, async ({ workspaces }) => {
      const { steps, succeeded } = await workspaces.build('head');
      return [steps.length, succeeded];
    });
    // Without a registry the installation that would be needed fails.
    expect(ran).toEqual(isCopied ? [0, true] : [1, false]);
  });

  test('the plan: none, locked, unlocked, and what changes its key', async () => {
    const planOf = async (files: Files, project: Partial<Project> = { manager: NPM }, node = 'v24') => {
      using repo = createRepository(files);
      const repository = await openRepository(repo.root);
      await prepareState(repository);
      await using reader = new ObjectReader(repository.ours);
      const tree = await openTree(reader, await treeOf(repository, repo.git('rev-parse', 'HEAD')));
      return await planDependencies({ tree, base: tree, project: { ...PROJECT, ...project }, toolchain: async () => node });
    };
    const kinds = await Promise.all([
      planOf({ 'a.txt': '1' }, {}),
      planOf({ 'package.json': '{}' }),
      planOf({ 'package.json': '{"dependencies":{"a":"1"}}' }),
      planOf({ 'package.json': 'not json' }),
      planOf(REMOTE),
      planOf({ 'a.txt': '1' }, { commands: { install: 'make deps' } }),
      planOf(REMOTE, { manager: NPM, commands: { install: 'make deps' } }),
      planOf(APP),
    ]);
    expect(kinds.map((plan) => (plan.kind === 'none' ? 'none' : `${plan.kind} ${plan.reuse}: ${plan.command}`))).toEqual([
      'none',
      'none',
      'unlocked any: npm install --no-package-lock --ignore-scripts',
      'unlocked any: npm install --no-package-lock --ignore-scripts',
      'locked any: npm ci --ignore-scripts',
      'unlocked never: make deps',
      'locked never: make deps',
      'locked same-tree: npm ci --ignore-scripts',
    ]);
    const keyOf = async (...args: Parameters<typeof planOf>) => {
      const plan = await planOf(...args);
      return plan.kind === 'none' ? 'none' : plan.key;
    };
    const same = await keyOf(REMOTE);
    expect(await keyOf({ ...REMOTE, 'src/a.js': 'other' })).toBe(same);
    const others = await Promise.all([
      keyOf({ ...REMOTE, 'package-lock.json': `${REMOTE_LOCK}\n` }),
      keyOf({ ...REMOTE, 'package.json': '{"dependencies":{"far":"1.0.0"},"overrides":{}}' }),
      keyOf({ ...REMOTE, 'packages/one/package.json': '{}' }),
      keyOf({ ...REMOTE, '.npmrc': 'x=1' }),
      keyOf(REMOTE, { manager: NPM }, 'v25'),
      keyOf(REMOTE, { manager: NPM, commands: { install: 'npm ci' } }),
    ]);
    expect(new Set([same, ...others]).size).toBe(7);
  });
});
