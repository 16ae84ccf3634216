import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { GOOD } from '../rig/greeter.ts';
import type { TestLine } from '../rig/line.ts';
import { type Judged, judged, strangersRepository } from './stranger.ts';

interface State {
  readonly title: string;
  readonly arrange: (line: TestLine) => void;
  readonly args?: readonly string[];
  readonly expected: Pick<Judged, 'code' | 'outcome'>;
  /** What a person has to be told. */
  readonly says?: string;
}

const green = { code: 0, outcome: 'green' };
const red = { code: 1, outcome: 'red' };

/** A conflict in a file that both sides changed, left as git leaves it. */
function conflicting(line: TestLine, how: 'merge' | 'rebase'): void {
  line.git('checkout', '--quiet', '-b', 'side');
  line.commit({ 'src/greet.js': 'export const greet = (name) => `Hi, ${name}!`;\n' });
  line.git('checkout', '--quiet', 'main');
  line.commit({ 'src/greet.js': 'export const greet = (name) => `Hey, ${name}!`;\n' });
  line.git('checkout', '--quiet', 'side');
  expect(() => line.git(how, 'main')).toThrow('Command failed');
}

const STATES: readonly State[] = [
  {
    title: 'a detached head, a remote that is gone, and a lock that another git left behind',
    arrange(line) {
      line.git('checkout', '--quiet', '--detach');
      line.git('remote', 'add', 'origin', join(line.folder, 'gone.git'));
      line.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
      line.write({ ...GOOD, '.git/index.lock': '' });
    },
    expected: green,
  },
  {
    title: 'the middle of a merge with conflicts',
    arrange: (line) => conflicting(line, 'merge'),
    expected: red,
  },
  { title: 'the middle of a rebase with conflicts', arrange: (line) => conflicting(line, 'rebase'), expected: red },
  {
    title: 'what is staged in the middle of a conflict',
    arrange: (line) => conflicting(line, 'merge'),
    args: ['--staged'],
    expected: { code: 2, outcome: 'UNMERGED' },
    says: 'unresolved conflicts',
  },
  {
    title: 'a submodule in the change',
    arrange(line) {
      line.git('clone', '--quiet', '--bare', line.root, join(line.folder, 'other.git'));
      line.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', join(line.folder, 'other.git'), 'lib');
    },
    expected: red,
    says: 'submodule',
  },
  {
    title: 'a submodule that is at base already, not checked out',
    arrange(line) {
      line.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},lib`);
      line.git('commit', '--quiet', '-m', 'A submodule');
      mkdirSync(join(line.root, 'lib'));
      line.write(GOOD);
    },
    expected: green,
  },
  {
    title: 'a sparse checkout',
    arrange(line) {
      line.commit({ 'docs/a.md': '# a\n', 'docs/b.md': '# b\n' });
      line.git('sparse-checkout', 'set', 'src', 'test');
      line.write(GOOD);
    },
    expected: green,
  },
  {
    title: 'names with spaces, line breaks, quotes and Unicode',
    arrange: (line) =>
      line.write({
        ...GOOD,
        'src/with space.js': 'export const a = 1;\n',
        'docs/new\nline "quoted" ü 👩‍💻.md': '# x\n',
        'docs/-n': 'x\n',
        'docs/:(top)x': 'x\n',
        'test/with space.test.js':
          "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { a } from '../src/with space.js';\ntest('a', () => assert.equal(a, 1));\n",
      }),
    expected: green,
  },
  {
    title: 'line ends of Windows, binary files, and one of 100 MB',
    arrange(line) {
      line.write(Object.fromEntries(Object.entries(GOOD).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')])));
      writeFileSync(join(line.root, 'logo.bin'), Buffer.from([0, 1, 2, 255, 0]));
      writeFileSync(join(line.root, 'huge.bin'), Buffer.alloc(100 * 1024 * 1024));
    },
    expected: green,
  },
  {
    title: 'a file nobody may read',
    arrange(line) {
      line.write({ ...GOOD, 'src/secret.js': 'export const a = 1;\n' });
      chmodSync(join(line.root, 'src/secret.js'), 0o000);
    },
    // Whoever may read everything, as root may, sees a file like any other; it is in no test.
    expected: process.getuid?.() === 0 ? red : { code: 3, outcome: 'GIT_FAILED' },
  },
  {
    title: 'an index that is damaged',
    arrange: (line) => line.write({ ...GOOD, '.git/index': 'DIRCxxxx' }),
    expected: { code: 3, outcome: 'GIT_FAILED' },
    says: 'index',
  },
  {
    title: 'an object that is missing',
    arrange(line) {
      const blob = line.git('rev-parse', 'HEAD:src/greet.js');
      line.write({
        ...GOOD,
        'src/greet.js': 'export const greet = (name) => `Hello, ${name}!`;\n',
        [`.git/objects/${blob.slice(0, 2)}/${blob.slice(2)}`]: null,
      });
    },
    expected: { code: 3, outcome: 'GIT_FAILED' },
    says: 'unable to read',
  },
];

/** What is theirs: files, index and stash, byte for byte. */
function checkoutOf(line: TestLine): string {
  const index = createHash('sha256')
    .update(readFileSync(join(line.root, '.git/index')))
    .digest('hex');
  return [index, line.git('stash', 'list'), ...readdirSync(line.root).toSorted()].filter((name) => name !== '.jidoka').join('\n');
}

describe('check in odd states of a repository', () => {
  test.each(STATES)('$title', async ({ arrange, args = [], expected, says = '' }) => {
    await using line = strangersRepository();
    arrange(line);
    const before = checkoutOf(line);
    const { code, outcome, said } = await judged(line, ...args);
    expect({ code, outcome, said }).toEqual({ ...expected, said: expect.stringContaining(says) });
    expect(checkoutOf(line)).toEqual(before);
  });
});
