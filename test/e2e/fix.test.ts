import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fakeTools } from '../../src/checkers/07-style-and-convention/fixtures/fake-tools.ts';
import { failure, json } from '../rig/answers.ts';
import { makeLine, type TestLine } from '../rig/line.ts';
import type { Files } from '../rig/repository.ts';

const FIXING = {
  eslint: `if (args[0] === '--fix') {
  for (const file of files) require('node:fs').writeFileSync(file, text(file).replaceAll('var ', 'let '));
  process.exit();
}
report();`,
};

const START: Files = { ...fakeTools(['eslint'], FIXING), 'old.js': 'var old = 1;\n', 'lint.config.js': 'export const one = 1;\n' };

/** A repository on its branch, with a linter that can put `var` right and not `debugger`. */
function linted(): TestLine {
  return makeLine({
    config: null,
    isCheckedOut: true,
    orders: [],
    files: { ...START, '.jidoka/config.yaml': `${START['.jidoka/config.yaml']}protectedPaths: ['lint.config.js']\n` },
  });
}

interface Answer {
  readonly outcome: string;
  readonly fixed: {
    readonly files: string[];
    readonly tools: string[];
    readonly commit: string | null;
    readonly left: { readonly path: string; readonly reason: string }[];
  };
  readonly checkers: readonly {
    readonly findings: readonly { readonly path: string; readonly message: string; readonly baselineState: string }[];
  }[];
}

const fix = async (line: TestLine) => {
  const { code, answer } = await json(line, 'check', '--fix', '--only', '7');
  const { fixed, checkers } = answer as Answer;
  const findings = checkers.flatMap((checker) =>
    checker.findings.map(({ path, message, baselineState }) => `${path} ${message.split(' ')[0]} ${baselineState}`),
  );
  return { code, fixed, findings };
};

const text = (line: TestLine, path: string) => readFileSync(join(line.root, path), 'utf8');

test('what is committed is fixed by a commit of its own, and nothing else is touched', async () => {
  await using line = linted();
  line.git('checkout', '--quiet', '-b', 'work');
  line.commit({
    'a.js': 'var a = 1;\n',
    'sub dir/b.js': 'var b = 1;\ndebugger;\n',
    'old.js': 'var old = 1;\nlet more = 2;\n',
    'lint.config.js': 'var one = 1;\n',
  });
  const head = line.git('rev-parse', 'HEAD');
  const { code, fixed, findings } = await fix(line);
  const commit = line.git('rev-parse', 'HEAD');
  expect({ code, fixed, findings }).toEqual({
    code: 1,
    fixed: { files: ['a.js', 'sub dir/b.js'], tools: ['eslint'], commit, left: [{ path: 'lint.config.js', reason: 'it is protected' }] },
    findings: ['lint.config.js Unexpected new', 'old.js Unexpected unchanged', 'sub dir/b.js Unexpected new'],
  });
  expect([line.git('rev-parse', 'HEAD^'), line.git('symbolic-ref', '--short', 'HEAD'), line.git('status', '--porcelain')]).toEqual([
    head,
    'work',
    '',
  ]);
  expect(line.git('diff', '--name-only', 'HEAD^', 'HEAD').split('\n')).toEqual(['a.js', 'sub dir/b.js']);
  expect([text(line, 'a.js'), text(line, 'sub dir/b.js'), text(line, 'old.js')]).toEqual([
    'let a = 1;\n',
    'let b = 1;\ndebugger;\n',
    'var old = 1;\nlet more = 2;\n',
  ]);
  const again = await fix(line);
  expect([again.fixed.files, line.git('rev-parse', 'HEAD')]).toEqual([[], commit]);
});

test('uncommitted work is fixed where it is: nothing is committed or staged, and what is partly staged is left alone', async () => {
  await using line = linted();
  const head = line.git('rev-parse', 'HEAD');
  line.write({ 'partly.js': 'var staged = 1;\n', 'staged.js': 'var s = 1;\n' });
  line.git('add', 'partly.js', 'staged.js');
  line.write({ 'partly.js': 'var staged = 1;\nvar more = 2;\n', 'new.js': 'var n = 1;\n' });
  const { code, fixed } = await fix(line);
  expect({ code, fixed }).toEqual({
    code: 0,
    fixed: {
      files: ['new.js', 'staged.js'],
      tools: ['eslint'],
      commit: null,
      left: [{ path: 'partly.js', reason: 'only a part of it is staged' }],
    },
  });
  expect([text(line, 'new.js'), text(line, 'staged.js'), text(line, 'partly.js')]).toEqual([
    'let n = 1;\n',
    'let s = 1;\n',
    'var staged = 1;\nvar more = 2;\n',
  ]);
  expect([line.git('rev-parse', 'HEAD'), line.git('show', ':staged.js'), line.git('show', ':partly.js')]).toEqual([
    head,
    'var s = 1;',
    'var staged = 1;',
  ]);
});

test('a commit that git would not put on the branch stays aside, and says where', async () => {
  await using line = linted();
  line.git('checkout', '--quiet', '-b', 'work');
  line.commit({ 'a.js': 'var a = 1;\n' });
  const head = line.git('rev-parse', 'HEAD');
  line.write({ '.git/index.lock': '' });
  const { code, stderr } = await line.cli('check', '--fix', '--only', '7');
  expect([code, stderr]).toEqual([
    3,
    expect.stringMatching(/git would not put the fixes on your branch: .*index\.lock[\s\S]*git cherry-pick/),
  ]);
  expect([line.git('rev-parse', 'HEAD'), text(line, 'a.js')]).toEqual([head, 'var a = 1;\n']);
});

test.each([['--staged'], ['--head', 'HEAD']])('fixes nothing that is not checked out: %s', async (...flags) => {
  await using line = linted();
  expect(await json(line, 'check', '--fix', ...flags)).toMatchObject(failure('USAGE', expect.stringContaining('exclude each other')));
});
