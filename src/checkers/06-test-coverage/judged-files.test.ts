import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/rig/temporary.ts';
import { AdapterError } from '../../domain/error.ts';
import type { Tree } from '../../domain/tree.ts';
import { fileStates } from '../../platform/file-states.ts';
import type { Checkout, Workspaces } from '../../workspace/checkout.ts';
import { builtFiles, requireJudgedFiles, requireUntouched } from './judged-files.ts';

const FILES = ['package.json', 'src/a.js', 'src/b.js', 'test/data.bin', 'dist/a.js', 'dist/old.js', '.yarn/releases/yarn.cjs', 'bin/run'];
const isSetting = (path: string) => /(^|\/)(package\.json|vitest\.config\.js|\.yarn\/.*)$/.test(path);
const isOwn = (path: string) => path === 'src/a.js' || path.startsWith('test/');

/** What the build left of the files above, once it did `build`. */
async function afterBuild(build: (file: (path: string) => string) => void, byBase: readonly string[] | null = []) {
  using folder = temporaryFolder();
  const file = (path: string) => join(folder.path, path);
  for (const path of FILES) {
    mkdirSync(dirname(file(path)), { recursive: true });
    writeFileSync(file(path), path);
  }
  const { states } = await fileStates(folder.path, FILES, 'sha1');
  const tree: Pick<Tree, 'id' | 'paths' | 'has' | 'entry'> = {
    id: '0'.repeat(40),
    paths: FILES,
    has: (path) => states.has(path),
    entry: (path) => ({ mode: '100644', objectId: states.get(path)?.objectId ?? '' }),
  };
  const workspaces: Pick<Workspaces, 'builtOver'> = {
    builtOver: async (_, paths) => {
      if (byBase === null) throw new AdapterError('BUILD_FAILED', 'the build of the base commit failed');
      return paths.filter((path) => byBase.includes(path));
    },
  };
  build(file);
  const checkout: Pick<Checkout, 'dir'> = { dir: folder.path };
  const built = await builtFiles(checkout as Checkout, tree as Tree);
  return await requireJudgedFiles({ built, tree: tree as Tree, workspaces: workspaces as Workspaces, isOwn, isSetting });
}

test.each<[string, string, (file: (path: string) => string) => void]>([
  ['a source of the change', 'src/a.js', (file) => writeFileSync(file('src/a.js'), 'src/A.js')],
  ['a source that is as it was', 'src/b.js', (file) => writeFileSync(file('src/b.js'), '')],
  ['data of the tests', 'test/data.bin', (file) => writeFileSync(file('test/data.bin'), '')],
  ['data of the tests, gone', 'test/data.bin', (file) => rmSync(file('test/data.bin'))],
  [
    'a link to the same text',
    'test/data.bin',
    (file) => {
      renameSync(file('test/data.bin'), file('data.bin'));
      symlinkSync('../data.bin', file('test/data.bin'));
    },
  ],
  ['a manifest', 'package.json', (file) => writeFileSync(file('package.json'), '{}')],
  ['a manifest nearer to the sources', 'src/package.json', (file) => writeFileSync(file('src/package.json'), '{}')],
  ['settings where none were', 'vitest.config.js', (file) => symlinkSync('src/b.js', file('vitest.config.js'))],
  ['output that the build of the base commit does not write', 'dist/a.js', (file) => writeFileSync(file('dist/a.js'), '')],
])('%s is not the build’s to write', async (_, path, build) => {
  await expect(afterBuild(build)).rejects.toThrow(`the build rewrote ${path}: what was tested is not what was judged`);
  await expect(afterBuild(build, null)).rejects.toThrow(`the build rewrote ${path}:`);
});

test.each(['src/a.js', 'test/data.bin', 'package.json'])('%s is not, although the build of the base commit writes it', async (path) => {
  await expect(afterBuild((file) => writeFileSync(file(path), ''), [path])).rejects.toThrow(`the build rewrote ${path}:`);
});

test('output is, committed or not, and what is no other file than it was', async () => {
  const build = (file: (path: string) => string) => {
    for (const path of ['src/b.js', 'dist/a.js', 'src/more.js', 'test/more.bin', 'test/vitest.config.js'])
      writeFileSync(file(path), 'built');
    rmSync(file('dist/old.js'));
    writeFileSync(file('src/a.js'), 'src/a.js');
    chmodSync(file('bin/run'), 0o755);
    for (const path of ['out/package.json', '.yarn/state', 'node_modules/x/package.json']) {
      mkdirSync(dirname(file(path)), { recursive: true });
      writeFileSync(file(path), '{}');
    }
  };
  await expect(afterBuild(build, ['src/b.js', 'dist/a.js', 'dist/old.js', 'test/vitest.config.js'])).resolves.toBeUndefined();
});

test('tests may leave a file as they found it, but write to no changed source', async () => {
  using folder = temporaryFolder();
  for (const path of ['a', 'b']) writeFileSync(join(folder.path, path), path);
  const built = await fileStates(folder.path, ['a', 'b'], 'sha1');
  for (const path of ['a', 'b']) writeFileSync(join(folder.path, path), path);
  await expect(requireUntouched(built, new Set())).resolves.toBeUndefined();
  await expect(requireUntouched(built, new Set(['b']))).rejects.toThrow('the tests rewrote b:');
});
