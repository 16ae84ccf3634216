import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRepository, type TestRepository } from '../../test/rig/repository.ts';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { openRepository, prepareState, treeOf } from './repository.ts';
import { exportTree, snapshotIndex, snapshotWorkingTree, snapshotWorkspace } from './snapshot.ts';
import { ObjectReader, openTree } from './tree.ts';

async function open(repo: TestRepository) {
  const repository = await openRepository(repo.root);
  await prepareState(repository);
  return repository;
}

/** Path → mode and text of a tree in our store. */
async function contentOf(repo: TestRepository, id: string): Promise<Record<string, string>> {
  const { ours } = await open(repo);
  await using reader = new ObjectReader(ours);
  const tree = await openTree(reader, id);
  const rows = await Promise.all(tree.paths.map(async (path) => [path, `${tree.entry(path)?.mode} ${(await tree.read(path)) ?? ''}`]));
  return Object.fromEntries(rows);
}

const workingTree = async (repo: TestRepository) => contentOf(repo, await snapshotWorkingTree(await open(repo)));

/** Every file below a folder with a digest of its bytes. */
function bytesBelow(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => `${path} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`)
    .toSorted();
}

describe('the working tree', () => {
  test('holds what is tracked, staged, changed and untracked, not what is ignored or deleted', async () => {
    using repo = createRepository({ '.gitignore': '*.log\n', 'a.txt': '1', 'b.txt': '1', 'gone.txt': '1', 'kept.log': '' });
    repo.write({ 'b.txt': 'staged' });
    repo.git('add', 'b.txt');
    repo.write({ 'a.txt': '2', 'b.txt': 'staged, then changed', 'gone.txt': null, 'new/file.txt': 'new', 'x.log': 'ignored' });
    expect(await workingTree(repo)).toEqual({
      '.gitignore': '100644 *.log\n',
      'a.txt': '100644 2',
      'b.txt': '100644 staged, then changed',
      'new/file.txt': '100644 new',
    });
  });

  test('is the same from a folder inside', async () => {
    using repo = createRepository({ 'a.txt': '1', 'sub/b.txt': '1' });
    const repository = await openRepository(join(repo.root, 'sub'));
    await prepareState(repository);
    expect(await snapshotWorkingTree(repository)).toBe(repo.git('rev-parse', 'HEAD^{tree}'));
  });

  test('leaves index, stash, refs and object store as they are, byte for byte', async () => {
    using repo = createRepository({ 'a.txt': '1', 'b.txt': '1' });
    repo.write({ 'b.txt': 'stashed' });
    repo.git('stash');
    repo.git('config', 'core.splitIndex', 'true');
    repo.write({ 'a.txt': '2' });
    repo.git('add', 'a.txt');
    repo.write({ 'a.txt': '3', 'new.txt': 'new' });
    await open(repo);
    const before = bytesBelow(join(repo.root, '.git'));
    await snapshotWorkingTree(await open(repo));
    await snapshotIndex(await open(repo));
    expect(bytesBelow(join(repo.root, '.git'))).toEqual(before);
  });

  test('no bit of the index hides a change', async () => {
    using repo = createRepository({ 'assumed.txt': '1', 'skipped.txt': '1', 'both.txt': '1', 'sp ace\n.txt': '1' });
    repo.git('update-index', '--assume-unchanged', 'assumed.txt', 'both.txt', 'sp ace\n.txt');
    repo.git('update-index', '--skip-worktree', 'skipped.txt', 'both.txt');
    repo.write({ 'assumed.txt': '2', 'skipped.txt': '2', 'both.txt': '2', 'sp ace\n.txt': '2' });
    expect(await workingTree(repo)).toEqual({
      'assumed.txt': '100644 2',
      'both.txt': '100644 2',
      'skipped.txt': '100644 2',
      'sp ace\n.txt': '100644 2',
    });
  });

  test('no time stamp hides a change', async () => {
    using repo = createRepository({ 'a.txt': 'good' });
    repo.git('config', 'core.trustctime', 'false');
    repo.git('config', 'core.checkStat', 'minimal');
    const file = join(repo.root, 'a.txt');
    const then = new Date('2020-01-01T00:00:00Z');
    utimesSync(file, then, then);
    repo.git('add', '--all');
    utimesSync(join(repo.root, '.git/index'), then, then);
    writeFileSync(file, 'evil');
    utimesSync(file, then, then);
    expect(await workingTree(repo)).toEqual({ 'a.txt': '100644 evil' });
  });

  test('no index that was written in the second of the change hides it', async () => {
    using repo = createRepository({ 'a.txt': 'good' });
    const file = join(repo.root, 'a.txt');
    const then = new Date('2020-01-01T00:00:00Z');
    // Git compares the time of the last change to the second: early in one, all of this is in it.
    while (Date.now() % 1000 < 50 || Date.now() % 1000 > 500);
    utimesSync(file, then, then);
    repo.git('update-index', '--refresh');
    writeFileSync(file, 'evil');
    utimesSync(file, then, then);
    expect(await workingTree(repo)).toEqual({ 'a.txt': '100644 evil' });
  });

  test('what a sparse checkout leaves out stays as it was; what lies there anyway is taken', async () => {
    using repo = createRepository({ 'in/a.txt': '1', 'out/b.txt': '1', 'out/c.txt': '1' });
    repo.git('sparse-checkout', 'set', 'in');
    repo.write({ 'in/a.txt': '2', 'in/new.txt': 'new', 'out/c.txt': '2', 'out/new.txt': 'new' });
    expect(await workingTree(repo)).toEqual({
      'in/a.txt': '100644 2',
      'in/new.txt': '100644 new',
      'out/b.txt': '100644 1',
      'out/c.txt': '100644 2',
      'out/new.txt': '100644 new',
    });
  });

  test('sees the executable bit and symbolic links', async () => {
    using repo = createRepository({ 'run.sh': '' });
    chmodSync(join(repo.root, 'run.sh'), 0o755);
    symlinkSync('run.sh', join(repo.root, 'link'));
    expect(await workingTree(repo)).toEqual({ link: '120000 run.sh', 'run.sh': '100755 ' });
  });

  test('line endings are what a commit would make of them', async () => {
    using repo = createRepository({ '.gitattributes': '*.txt text\n*.bin -text\n', 'a.txt': 'x\n', 'a.bin': 'x\n' });
    repo.write({ 'a.txt': 'x\r\ny\r\n', 'a.bin': 'x\r\ny\r\n' });
    expect(await workingTree(repo)).toEqual({
      '.gitattributes': '100644 *.txt text\n*.bin -text\n',
      'a.bin': '100644 x\r\ny\r\n',
      'a.txt': '100644 x\ny\n',
    });
  });

  test('runs no hook and no file system monitor', async () => {
    using repo = createRepository({ 'a.txt': '1' });
    const trace = join(repo.root, '..', 'trace');
    repo.write({ '../program': `#!/bin/sh\ntouch ${trace}\n` });
    const program = join(repo.root, '..', 'program');
    chmodSync(program, 0o755);
    repo.git('config', 'core.fsmonitor', program);
    repo.write({ '.git/hooks/post-index-change': `#!/bin/sh\ntouch ${trace}\n`, 'a.txt': '2' });
    chmodSync(join(repo.root, '.git/hooks/post-index-change'), 0o755);
    await snapshotWorkingTree(await open(repo));
    expect(statSync(trace, { throwIfNoEntry: false })).toBeUndefined();
  });
});

describe('the index', () => {
  test('holds what is staged and nothing else', async () => {
    using repo = createRepository({ 'a.txt': '1' });
    repo.write({ 'a.txt': '2', 'b.txt': 'staged' });
    repo.git('add', '--all');
    repo.write({ 'a.txt': '3', 'c.txt': 'untracked' });
    expect(await contentOf(repo, await snapshotIndex(await open(repo)))).toEqual({ 'a.txt': '100644 2', 'b.txt': '100644 staged' });
  });

  test('with unresolved conflicts is refused', async () => {
    using repo = createRepository({ 'a.txt': '1' });
    repo.git('checkout', '-q', '-b', 'side');
    repo.commit({ 'a.txt': '2' });
    repo.git('checkout', '-q', 'main');
    repo.commit({ 'a.txt': '3' });
    expect(() => repo.git('merge', 'side')).toThrow('Command failed');
    await expect(snapshotIndex(await open(repo))).rejects.toThrow('unresolved conflicts');
  });
});

describe('a workspace', () => {
  /** A directory with the files of HEAD, changed by `edit`, as a snapshot of it sees it. */
  async function after(repo: TestRepository, edit: (dir: string, git: (...args: string[]) => void) => void) {
    const repository = await open(repo);
    using folder = temporaryFolder();
    const dir = join(folder.path, 'workspace');
    mkdirSync(dir);
    const baseTree = await treeOf(repository, repo.git('rev-parse', 'HEAD'));
    await exportTree(repository, { tree: baseTree, dir });
    edit(dir, (...args) => void repo.git('-C', dir, ...args));
    const taken = await snapshotWorkspace(repository, { dir, baseTree });
    return 'refused' in taken ? taken : contentOf(repo, taken.tree);
  }

  test('untouched is the base tree', async () => {
    using repo = createRepository({ 'a.txt': '1\r\n', '.gitattributes': '* text=auto eol=crlf\n', 'x/y.sh': '#!/bin/sh\n' });
    expect(await after(repo, () => undefined)).toEqual(await contentOf(repo, repo.git('rev-parse', 'HEAD^{tree}')));
  });

  test('gives its bytes as they are, whatever its attributes, config, hooks and excludes say', async () => {
    using repo = createRepository({ '.gitignore': 'ignored.txt\n', 'a.txt': 'one\n' });
    let trace = '';
    const content = await after(repo, (dir, inside) => {
      trace = join(dir, '..', 'trace');
      inside('init', '-q');
      for (const [name, value] of Object.entries({
        'filter.evil.clean': `touch ${trace}; echo filtered`,
        'core.fsmonitor': `touch ${trace}`,
        'core.autocrlf': 'input',
      }))
        inside('config', name, value);
      writeFileSync(join(dir, '.git/info/exclude'), '*\n');
      writeFileSync(join(dir, '.git/hooks/post-index-change'), `#!/bin/sh\ntouch ${trace}\n`, { mode: 0o755 });
      writeFileSync(join(dir, '.gitattributes'), '* text=auto filter=evil ident working-tree-encoding=UTF-16\n');
      writeFileSync(join(dir, 'a.txt'), '$Id$\r\ntwo\r\n');
      writeFileSync(join(dir, 'ignored.txt'), 'x');
      writeFileSync(join(dir, 'new.txt'), 'new\r\n');
    });
    expect([content, statSync(trace, { throwIfNoEntry: false })]).toEqual([
      {
        '.gitattributes': '100644 * text=auto filter=evil ident working-tree-encoding=UTF-16\n',
        '.gitignore': '100644 ignored.txt\n',
        'a.txt': '100644 $Id$\r\ntwo\r\n',
        'new.txt': '100644 new\r\n',
      },
      undefined,
    ]);
  });

  test('emptied is the empty tree', async () => {
    using repo = createRepository({ 'a.txt': '1' });
    expect(await after(repo, (dir) => rmSync(join(dir, 'a.txt')))).toEqual({});
  });

  test('takes what is ignored but tracked', async () => {
    using repo = createRepository({ 'a.log': '1' });
    const content = await after(repo, (dir) => {
      writeFileSync(join(dir, '.gitignore'), '*.log\n');
      writeFileSync(join(dir, 'a.log'), '2');
    });
    expect(content).toEqual({ '.gitignore': '100644 *.log\n', 'a.log': '100644 2' });
  });

  test('with a repository inside has a gitlink, which is refused later, or is refused at once', async () => {
    using repo = createRepository({ 'a.txt': '1' });
    const commit = ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-q', '--allow-empty', '-m', 'x'];
    const content = await after(repo, (_, inside) => {
      inside('init', '-q', 'nested');
      inside('-C', 'nested', ...commit);
    });
    expect(Object.entries(content).map(([path, entry]) => `${path} ${entry.slice(0, 6)}`)).toEqual(['a.txt 100644', 'nested 160000']);
    const empty = await after(repo, (_, inside) => inside('init', '-q', 'nested'));
    expect(Object.keys(empty)).toEqual(['refused']);
  });

  test('a repository laid over tracked files hides no change to them', async () => {
    using repo = createRepository({ 'src/a.txt': '1' });
    const commit = ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-q', '--allow-empty', '-m', 'x'];
    const content = await after(repo, (dir, inside) => {
      inside('init', '-q', 'src');
      inside('-C', 'src', ...commit);
      writeFileSync(join(dir, 'src/a.txt'), '2');
      writeFileSync(join(dir, 'src/new.txt'), 'new');
    });
    expect(content).toEqual({ 'src/a.txt': '100644 2', 'src/new.txt': '100644 new' });
  });

  test('keeps a submodule that nobody touched', async () => {
    using other = createRepository();
    using repo = createRepository({ 'a.txt': '1' });
    repo.git('update-index', '--add', '--cacheinfo', `160000,${other.git('rev-parse', 'HEAD')},sub`);
    repo.git('commit', '-qm', 'Submodule');
    expect(await after(repo, () => undefined)).toEqual({ 'a.txt': '100644 1', sub: '160000 ' });
  });
});

test('an exported tree has the exact bytes, modes and links of the tree', async () => {
  using repo = createRepository({ '.gitattributes': '* text eol=crlf ident\n', 'a.txt': '$Id$\nb\n', 'run.sh': 'x' });
  chmodSync(join(repo.root, 'run.sh'), 0o755);
  symlinkSync('../outside', join(repo.root, 'link'));
  repo.commit({});
  const repository = await open(repo);
  using folder = temporaryFolder();
  await exportTree(repository, { tree: repo.git('rev-parse', 'HEAD^{tree}'), dir: folder.path });
  expect({
    names: readdirSync(folder.path).toSorted(),
    text: readFileSync(join(folder.path, 'a.txt'), 'utf8'),
    link: readlinkSync(join(folder.path, 'link')),
    mode: statSync(join(folder.path, 'run.sh')).mode & 0o111,
  }).toEqual({ names: ['.gitattributes', 'a.txt', 'link', 'run.sh'], text: '$Id$\nb\n', link: '../outside', mode: 0o111 });
});
