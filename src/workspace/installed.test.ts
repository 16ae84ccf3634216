import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Registry, startRegistry } from '../../test/rig/registry.ts';
import { createRepository, type Files, type TestRepository } from '../../test/rig/repository.ts';
import { sandboxIn } from '../../test/rig/sandbox.ts';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import type { Commands, Project } from '../domain/project.ts';
import type { SandboxLevel } from '../domain/sandbox-level.ts';
import { openRepository, prepareState, treeOf } from '../git/repository.ts';
import { ObjectReader, openTree } from '../git/tree.ts';
import { foundLevel } from '../platform/found-level.ts';
import { localInstallation } from './local-installation.ts';
import { createWorkspaces, type GateWorkspaces } from './workspaces.ts';

const found = await foundLevel();
const SCRIPT = { 'package.json': JSON.stringify({ scripts: { install: "node -e \"fs.writeFileSync('made.txt', '')\"" } }) };

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry({
    'left@1.0.0': { 'index.js': 'module.exports = 1;\n' },
    'left@1.0.1': { 'index.js': 'module.exports = 2;\n' },
    'native@1.0.0': SCRIPT,
    'other@1.0.0': SCRIPT,
  });
});
afterAll(() => registry[Symbol.asyncDispose]());

const PROJECT: Project = {
  languages: [],
  manager: { name: 'npm', lockfile: 'package-lock.json' },
  commands: {},
  testRunners: [],
  startsOtherTests: false,
  unreadTests: [],
  manifests: [],
  linters: [],
};

/** Manifest and lockfile of an app with these packages. */
function app(ids: readonly string[] = ['left@1.0.0'], manifest: object = {}): Files {
  const dependencies = Object.fromEntries(ids.map((id) => id.split('@')));
  return {
    'package.json': JSON.stringify({ name: 'app', version: '1.0.0', dependencies, ...manifest }),
    'package-lock.json': JSON.stringify({
      name: 'app',
      version: '1.0.0',
      lockfileVersion: 3,
      packages: {
        '': { name: 'app', version: '1.0.0', dependencies },
        ...Object.fromEntries(ids.map((id) => [`node_modules/${id.split('@')[0]}`, { ...registry.locked(id), hasInstallScript: true }])),
      },
    }),
  };
}

let gates = 0;

interface GateOptions {
  readonly commands?: Commands;
  readonly local?: boolean;
  readonly level?: SandboxLevel;
}

/** The workspaces of a gate over the last commit of a repository, and its folder of kept installations. */
async function inGate<T>(
  repo: TestRepository,
  { commands = {}, local = false, level = 'process' }: GateOptions,
  use: (workspaces: GateWorkspaces, kept: string) => Promise<T>,
): Promise<T> {
  const repository = await openRepository(repo.root);
  await prepareState(repository);
  const state = repository.stateDir;
  const callerEnv = { ...process.env, npm_config_registry: registry.url, NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
  const sandbox = sandboxIn(state, { callerEnv, level, hidden: [repo.root, state] });
  await using reader = new ObjectReader(repository.ours);
  const tree = async (ref: string) => openTree(reader, await treeOf(repository, repo.git('rev-parse', ref)));
  const hasParent = repo.git('rev-list', '--count', 'HEAD') !== '1';
  const [dependencies, mine] = [join(state, 'dependencies'), local ? localInstallation(repo.root) : null];
  await using workspaces = createWorkspaces({
    repository,
    base: await tree(hasParent ? 'HEAD~1' : 'HEAD'),
    head: await tree('HEAD'),
    project: { ...PROJECT, commands },
    mayChange: [],
    sandbox,
    dependencies: { dir: dependencies, cache: join(state, 'cache'), sandbox, callerEnv, local: mine },
    dir: join(state, 'workspaces', `gate-${(gates += 1)}`),
    artefacts: join(state, 'artefacts'),
    signal: new AbortController().signal,
  });
  const { key } = local ? { key: '' } : await workspaces.dependencies();
  return await use(workspaces, join(dependencies, key));
}

const LEFT = 'node_modules/left/index.js';
const READ = { command: 'node -p "require(\'left\')"' };

async function install(repo: TestRepository): Promise<string> {
  return inGate(repo, {}, async (workspaces, kept) => {
    await workspaces.checkout('head');
    return kept;
  });
}

describe('a kept installation', () => {
  let repo: TestRepository;
  let kept: string;
  beforeAll(async () => {
    repo = createRepository(app());
    kept = await install(repo);
  });
  afterAll(() => repo[Symbol.dispose]());

  test('is used again without asking the registry, also after a move', async () => {
    cpSync(kept, `${kept}.moved`, { recursive: true });
    rmSync(kept, { recursive: true });
    renameSync(`${kept}.moved`, kept);
    const before = registry.asked.length;
    const said = await inGate(repo, {}, async (workspaces) => (await (await workspaces.checkout('head')).exec(READ)).stdout);
    expect([said, registry.asked.length - before]).toEqual(['1\n', 0]);
    expect((await inGate(repo, {}, (workspaces) => workspaces.build('head'))).hasDependencies).toBe(true);
  });

  test.each<[string, () => void]>([
    ['was edited', () => writeFileSync(join(kept, LEFT), 'module.exports = 7;\n')],
    ['holds more', () => writeFileSync(join(kept, 'node_modules/left/index.json'), '{}')],
    ['says itself what it is', () => writeFileSync(join(kept, '.installation.json'), '{"modules":[],"digest":"x","stamps":"y"}')],
  ])('that %s is thrown away and made again', async (_, edit) => {
    edit();
    await inGate(repo, {}, async (workspaces) => {
      const { stdout } = await (await workspaces.checkout('head')).exec(READ);
      expect([stdout, readdirSync(join(kept, 'node_modules/left')).toSorted(), readFileSync(join(kept, LEFT), 'utf8')]).toEqual([
        '1\n',
        ['index.js', 'package.json'],
        'module.exports = 1;\n',
      ]);
    });
  });
});

describe('install scripts', () => {
  const made = (dir: string) => ['native', 'other'].filter((name) => existsSync(join(dir, 'node_modules', name, 'made.txt')));
  const scripts = async (base: Files, head: Files) => {
    using repo = createRepository(base);
    repo.commit(head);
    return await inGate(repo, {}, async (workspaces) => made((await workspaces.checkout('head')).dir));
  };

  test('run for the packages that the base commit allows, and for no other', async () => {
    const ids = ['native@1.0.0', 'other@1.0.0'];
    const allowing = app(ids, { allowScripts: { 'native@1.0.0': true, other: false } });
    expect([await scripts(allowing, { 'a.js': '' }), await scripts(app(ids), allowing)]).toEqual([['native'], []]);
  });
});

describe('a command that changes an installed package', () => {
  const patch = `node -e "fs.writeFileSync('${LEFT}', 'module.exports = 7')"`;
  const refusal = (path: string) => `changed ${path}: what ran from then on is not what was installed`;

  test('makes a build without answer, whatever it does to hide', async () => {
    using repo = createRepository(app());
    const quiet = `touch -r ${LEFT} ref && printf 'module.exports = 9;\\n' > ${LEFT} && touch -r ref ${LEFT}`;
    for (const [build, path] of [
      [patch, LEFT],
      [quiet, LEFT],
      [`rm ${LEFT}`, LEFT],
      ['rm -r node_modules', 'node_modules/.package-lock.json'],
      ['mkdir node_modules/right && touch node_modules/right/index.js', 'node_modules/right/index.js'],
      ['mkdir -p node_modules/.prisma/client && touch node_modules/.prisma/client/index.js', 'node_modules/.prisma/client/index.js'],
    ] as const)
      await inGate(repo, { commands: { build } }, async (workspaces) => {
        await expect(workspaces.build('head')).rejects.toThrow(`\`${build}\` ${refusal(path)}`);
      });
  });

  test('makes tests without answer', async () => {
    using repo = createRepository(app());
    await inGate(repo, {}, async (workspaces) => {
      const bed = await workspaces.testbed('head');
      await expect(bed.exec({ command: patch })).rejects.toThrow(refusal(LEFT));
      const other = await workspaces.testbed('head');
      expect((await other.exec(READ)).stdout).toBe('1\n');
      await expect(other.exec({ command: 'mkdir -p node_modules/.bin && touch node_modules/.bin/node' })).rejects.toThrow(
        refusal('node_modules/.bin/node'),
      );
    });
  });

  test.skipIf(found.level !== 'bubblewrap')('cannot, where the machine has a sandbox that keeps it from that', async () => {
    using repo = createRepository(app());
    const build = `mkdir -p node_modules/.cache/x && touch node_modules/.cache/x/y && ! ${patch} && node -p "require('left')"`;
    const said = await inGate(repo, { commands: { build }, level: 'bubblewrap' }, async (workspaces) => {
      const { steps, succeeded } = await workspaces.build('head');
      return [succeeded, steps.at(-1)?.result.stdout];
    });
    expect(said).toEqual([true, '1\n']);
  });

  describe.skipIf(found.level !== 'bubblewrap')('where a kept installation is mounted', () => {
    /** A workspace with another version of a package than the root has. */
    const workspace = (): Files => {
      const [outer, inner] = [{ left: '1.0.0' }, { left: '1.0.1' }];
      const root = { name: 'app', version: '1.0.0', workspaces: ['part'], dependencies: outer };
      const part = { name: 'part', version: '1.0.0', dependencies: inner };
      return {
        'package.json': JSON.stringify(root),
        'part/package.json': JSON.stringify(part),
        'package-lock.json': JSON.stringify({
          name: 'app',
          version: '1.0.0',
          lockfileVersion: 3,
          packages: {
            '': root,
            'node_modules/left': registry.locked('left@1.0.0'),
            'node_modules/part': { resolved: 'part', link: true },
            part,
            'part/node_modules/left': registry.locked('left@1.0.1'),
          },
        }),
      };
    };
    let repo: TestRepository;
    beforeAll(async () => {
      repo = createRepository(workspace());
      await inGate(repo, { level: 'bubblewrap' }, async (workspaces) => void (await workspaces.checkout('head')));
    });
    afterAll(() => repo[Symbol.dispose]());

    test('every checkout sees it, writes only to its caches, and holds no copy of it', async () => {
      const build = `mkdir node_modules/.cache/x && ! ${patch} && ! mkdir part/node_modules/more`;
      await inGate(repo, { commands: { build }, level: 'bubblewrap' }, async (workspaces, kept) => {
        const bed = await workspaces.testbed('head');
        const { stdout } = await bed.exec({ command: `ls node_modules/.cache; ${READ.command}; cd part && ${READ.command}` });
        // Nor does what the build left in them reach the tests.
        expect([stdout, existsSync(join(bed.dir, LEFT)), existsSync(join(kept, 'node_modules/.cache/x'))]).toEqual([
          '1\n2\n',
          false,
          false,
        ]);
        await expect(workspaces.dependencies()).resolves.toMatchObject({ kind: 'locked', digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
      });
    });

    test('nothing else can be put in its place for the next command to see, or to write to', async () => {
      using outside = temporaryFolder();
      const build = `mv part other && mkdir part && ln -s ${outside.path} part/node_modules`;
      await inGate(repo, { commands: { build }, level: 'bubblewrap' }, async (workspaces) => {
        await expect(workspaces.build('head')).rejects.toThrow('part/node_modules: what ran from then on is not what was installed');
      });
      expect(readdirSync(outside.path)).toEqual([]);
    });
  });

  test('may write to the usual caches', async () => {
    using repo = createRepository(app());
    const build = 'mkdir -p node_modules/.cache/x node_modules/.vite && touch node_modules/.cache/x/y node_modules/.vite/z';
    await inGate(repo, { commands: { build } }, async (workspaces) => {
      expect((await workspaces.build('head')).succeeded).toBe(true);
    });
  });
});

describe('a node_modules where none was installed', () => {
  const TREE: Files = { 'src/a.js': '1', 'test/fixtures/node_modules/b/index.js': '1' };

  test('beside or above a file of the tree leaves a build without answer', async () => {
    using repo = createRepository(TREE);
    for (const [build, path] of [
      ['mkdir -p node_modules/.bin && touch node_modules/.bin/node', 'node_modules/.bin/node'],
      ['mkdir -p src/node_modules/x && touch src/node_modules/x/index.js', 'src/node_modules/x/index.js'],
      ['mkdir -p dist/x && touch dist/x/index.js && ln -s ../dist src/node_modules', 'src/node_modules'],
      ['ln -s /nonexistent/x src/node_modules', 'src/node_modules'],
      ['touch node_modules', 'node_modules'],
      ['mv src other && mkdir -p other/node_modules/.cache && ln -s other src', 'src/node_modules'],
      ['touch test/fixtures/node_modules/b/more.js', 'test/fixtures/node_modules/b/more.js'],
    ] as const)
      await inGate(repo, { commands: { build } }, async (workspaces) => {
        await expect(workspaces.build('head')).rejects.toThrow(`\`${build}\` changed ${path}: what ran`);
      });
  });

  test('is fine in what a build puts out, where the tree has it, and where it holds caches alone', async () => {
    using repo = createRepository(TREE);
    const build =
      'mkdir -p .next/standalone/node_modules/x dist/node_modules node_modules/.cache src/node_modules/.vite && touch .next/standalone/node_modules/x/index.js node_modules/.cache/x';
    await inGate(repo, { commands: { build } }, async (workspaces) => {
      expect((await workspaces.build('head')).succeeded).toBe(true);
      const bed = await workspaces.testbed('head');
      expect(existsSync(join(bed.dir, '.next/standalone/node_modules/x/index.js'))).toBe(true);
    });
  });
});

describe('caches', () => {
  const levels = found.level === 'bubblewrap' ? (['process', 'bubblewrap'] as const) : (['process'] as const);

  test.each(levels)('a testbed has those of the installation, whatever the build did to them, at level %s', async (level) => {
    using repo = createRepository({ 'part/package.json': '{"name":"part"}', 'package.json': '{}' });
    const commands = {
      install:
        'mkdir -p node_modules/.cache/tool node_modules/x && echo installed > node_modules/.cache/tool/binary && echo 1 > node_modules/x/index.js',
      build:
        'echo built > node_modules/.cache/tool/binary; touch node_modules/.cache/more; mkdir -p node_modules/.vite/y part/node_modules/.cache && touch part/node_modules/.cache/z',
    };
    await inGate(repo, { commands, level }, async (workspaces) => {
      await workspaces.testbed('head');
      const bed = await workspaces.testbed('head');
      const { stdout } = await bed.exec({
        command:
          'cat node_modules/.cache/tool/binary; ls node_modules/.cache; find node_modules/.vite part -type f; echo own > node_modules/.cache/own',
      });
      expect(stdout).toBe('installed\ntool\npart/package.json\n');
      expect(existsSync(join((await workspaces.testbed('head')).dir, 'node_modules/.cache/own'))).toBe(false);
    });
  });

  test('that something changed where they are set aside are given to nobody', async () => {
    using repo = createRepository({ 'package.json': '{}' });
    const making = 'mkdir -p node_modules/.cache && echo 1 > node_modules/.cache/x';
    const build = 'echo 2 > ../head-build-caches/node_modules/.cache/x';
    await inGate(repo, { commands: { install: making, build } }, async (workspaces) => {
      await expect(workspaces.testbed('head')).rejects.toThrow('node_modules/.cache/x is not what was installed');
    });
  });
});

test('what a command of the policy leaves in the cache of its manager, no other change installs', async () => {
  using repo = createRepository({ 'package.json': '{}' });
  const commands = { install: 'mkdir -p node_modules "$npm_config_cache"; ls "$npm_config_cache"; touch "$npm_config_cache/poison"' };
  const listed = () =>
    inGate(repo, { commands }, async (workspaces) => {
      const [head] = (await workspaces.build('head')).steps;
      const [base] = (await workspaces.build('base')).steps;
      return [head?.result.stdout, base?.result.stdout];
    });
  expect([await listed(), await listed()]).toEqual([
    ['', ''],
    ['', ''],
  ]);
});

test('what a build left running changes neither its frozen output nor what tests run on', async () => {
  using repo = createRepository({ 'a.txt': '1' });
  await inGate(repo, { commands: { build: 'mkdir dist; echo 1 > dist/x' } }, async (workspaces) => {
    await workspaces.testbed('head');
    const { dir } = await workspaces.artefact();
    // As something would that the build had left behind.
    writeFileSync(join(dir, '../../workspaces', `gate-${gates}`, 'head-build/dist/x'), '2\n');
    await expect(workspaces.testbed('head')).rejects.toThrow('changed its output after it was frozen');
    expect(readFileSync(join(dir, 'dist/x'), 'utf8')).toBe('1\n');
  });
});

test('a lockfile that swaps a package is not installed from', async () => {
  using repo = createRepository(app());
  const { 'package-lock.json': lock } = app();
  repo.commit({
    'package-lock.json': lock?.replace(registry.locked('left@1.0.0').integrity, registry.locked('left@1.0.1').integrity) ?? null,
  });
  await inGate(repo, {}, async (workspaces) => {
    const before = registry.asked.length;
    await expect(workspaces.checkout('head')).rejects.toThrow(
      'nothing was installed: left@1.0.0 has other content than at the base commit',
    );
    await expect(workspaces.build('head')).rejects.toThrow('nothing was installed');
    expect([registry.asked.length - before, (await workspaces.lockfileFaults()).map((fault) => fault.package)]).toEqual([
      0,
      ['left@1.0.0'],
    ]);
    expect((await (await workspaces.checkout('base')).exec(READ)).stdout).toBe('1\n');
  });
});

test('a dependency outside the repository is no dependency', async () => {
  using repo = createRepository({ 'package.json': '{}' });
  const command = 'mkdir -p node_modules && ln -s /etc node_modules/etc';
  await inGate(repo, { commands: { install: command } }, async (workspaces) => {
    await expect(workspaces.checkout('head')).rejects.toThrow('node_modules/etc is a link that leads out of the repository');
  });
});

test("what was judged with the person's own installation cannot be attested", async () => {
  using repo = createRepository({ ...app(), '.gitignore': 'node_modules\n' });
  mkdirSync(join(repo.root, 'node_modules/left'), { recursive: true });
  writeFileSync(join(repo.root, LEFT), 'module.exports = 7;\n');
  const { packages } = JSON.parse(app()['package-lock.json'] ?? '') as { packages: Record<string, object> };
  const { '': _, ...installed } = packages;
  writeFileSync(join(repo.root, 'node_modules/.package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages: installed }));
  await inGate(repo, { local: true }, async (workspaces) => {
    const { stdout } = await (await workspaces.checkout('head')).exec(READ);
    expect([stdout, workspaces.usesLocalModules()]).toEqual(['7\n', true]);
    await expect(workspaces.dependencies()).rejects.toThrow('nothing that was judged with them is attested');
  });
  await inGate(repo, {}, async (workspaces) => {
    const { stdout } = await (await workspaces.checkout('head')).exec(READ);
    expect([stdout, workspaces.usesLocalModules()]).toEqual(['1\n', false]);
  });
});
