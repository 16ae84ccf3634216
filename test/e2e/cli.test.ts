import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { foundLevel } from '../../src/platform/found-level.ts';
import { version } from '../../src/platform/version.ts';
import { A_HINT, failure, json } from '../rig/answers.ts';
import { GOOD } from '../rig/greeter.ts';
import { PROGRAM, runCli } from '../rig/program.ts';
import { makeLine, type TestLine } from '../rig/line.ts';
import { LOGGING_AGENT, loggingAgent } from '../rig/logging-agent.ts';

describe('what was typed', () => {
  let line: TestLine;
  beforeAll(() => {
    line = makeLine();
    line.write(GOOD);
  });
  afterAll(() => line[Symbol.asyncDispose]());

  test.each([
    { args: ['chek'], message: 'unknown command "chek"; did you mean check?' },
    { args: ['frobnicate'], message: 'unknown command "frobnicate"' },
    { args: ['check', '--bse', 'main'], message: 'unknown flag --bse; did you mean --base?' },
    { args: ['check', '-x'], message: 'unknown flag --x' },
    { args: ['check', '--format', 'xml'], message: 'expected a format (pretty, json, sarif, junit, github, agent), found "xml"' },
    { args: ['check', '--staged', '--head', 'main'], message: '--staged and --head exclude each other' },
    { args: ['check', '--only', 'styl'], code: 'UNKNOWN_CHECKER', message: 'there is no checker "styl"' },
    { args: ['check', '--base', 'nowhere'], code: 'UNKNOWN_REF', message: 'nowhere names no commit in this repository' },
    { args: ['check', 'extra'], message: 'unexpected argument "extra"' },
    { args: ['run'], message: 'run needs an argument' },
    { args: ['orders', 'burn'], message: 'unknown: orders burn' },
    { args: ['orders', 'show'], message: 'orders show needs the id of an order' },
    { args: ['orders', 'show', 'another'], code: 'NO_ORDER', message: 'there is no order "another"' },
    { args: ['run', 'another.md'], code: 'NO_ORDER', message: 'there is no file another.md' },
    { args: ['runs', 'burn', 'run-1'], code: 'UNKNOWN_RUN', message: 'there is no run "run-1"' },
    { args: ['runs', 'resume'], message: 'runs resume needs the id of a run' },
    { args: ['ledger', 'burn'], message: 'unknown: ledger burn' },
    { args: ['explain', 'nothing'], code: 'NOTHING_TO_EXPLAIN', message: 'no run, finding, rule or checker is named "nothing"' },
    { args: ['init', '--phase', '7'], message: 'expected a phase from 1 to 6, found "7"' },
    { args: ['status'], code: 'NO_TARGET', message: 'the policy names no target' },
  ])('$args is refused with exit 2 and a word about it', async ({ args, code = 'USAGE', message }) => {
    expect(await json(line, ...args)).toEqual(failure(code, message, A_HINT));
    const told = await line.cli(...args);
    expect({ code: told.code, stdout: told.stdout, first: told.stderr.split('\n')[0] }).toEqual({
      code: 2,
      stdout: '',
      first: `jidoka: ${message}`,
    });
  });

  test('a flag without its value is refused', async () => {
    const { code, stdout, stderr } = await line.cli('check', '--format');
    expect({ code, stdout, first: stderr.split('\n')[0] }).toEqual({
      code: 2,
      stdout: '',
      first: "jidoka: Option '--format <value>' argument missing",
    });
  });

  test('nothing is answered with the help, as a mistake', async () => {
    const { code, stdout, stderr } = await line.cli();
    expect({ code, stderr, first: stdout.split('\n')[0] }).toEqual({
      code: 2,
      stderr: '',
      first: 'jidoka: a software factory for your repository',
    });
  });

  test.each([['--help'], ['-h'], ['help']])('%s shows every command', async (flag) => {
    const { code, stdout, stderr } = await line.cli(flag);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n').flatMap((row) => /^ {2}([a-z]+) {2}/.exec(row)?.[1] ?? [])).toEqual(Object.keys(commands));
  });

  test.each(Object.entries(commands))('%s --help shows its usage, its summary and its flags', async (name, { summary }) => {
    const { code, stdout, stderr } = await line.cli(name, '--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [usage, , sentence] = stdout.split('\n');
    expect(usage?.startsWith(`Usage: jidoka ${name}`)).toBe(true);
    expect(sentence?.toLowerCase()).toEqual(`${summary}.`.toLowerCase());
    expect(stdout).toContain('-C, --directory <dir>');
    expect((await line.cli('help', name)).stdout).toEqual(stdout);
  });

  test.each([['--version'], ['-V']])('%s says the version', async (flag) => {
    expect(await line.cli(flag)).toEqual({ code: 0, signal: null, stdout: `${version}\n`, stderr: '' });
  });

  test.each([
    { title: 'before the command', args: (dir: string) => ['-C', dir, '--json', 'orders', 'list'] },
    { title: 'behind it', args: (dir: string) => ['orders', 'list', '--json', '-C', dir] },
    { title: 'in the long form', args: (dir: string) => [`--directory=${dir}`, 'orders', '--json', 'list'] },
  ])('-C and --json are understood $title', async ({ args }) => {
    const elsewhere = join(line.folder, 'elsewhere-again');
    mkdirSync(elsewhere, { recursive: true });
    const { code, stdout } = await line.cli(...args(line.root));
    expect({ code, answer: JSON.parse(stdout) }).toEqual({
      code: 0,
      answer: {
        schemaVersion: 1,
        orders: [{ id: 'say-goodbye', title: 'Say goodbye', kind: 'feature', state: 'new' }],
      },
    });
    // Relative to where the command was called.
    expect((await line.cli('-C', '../elsewhere-again', 'orders', 'list')).code).toEqual(2);
  });

  test('a folder that is no repository, and one that is not there', async () => {
    for (const dir of [line.folder, join(line.folder, 'nowhere')]) {
      expect(await json(line, '-C', dir, 'check')).toEqual(
        failure(
          'NOT_A_REPOSITORY',
          expect.stringMatching(/not in a git repository|is not a git repository/),
          'Run jidoka inside a repository, or name one with -C <dir>.',
        ),
      );
    }
  });

  test('a repository without a commit', async () => {
    const empty = join(line.folder, 'empty');
    mkdirSync(empty);
    line.git('init', '--quiet', empty);
    for (const command of ['check', 'init']) {
      expect(await json(line, '-C', empty, command)).toEqual(failure('NO_COMMITS', 'this repository has no commit yet'));
    }
  });

  test('a config with a mistake names file, line and what was meant', async () => {
    await using broken = makeLine({ config: null, files: { '.jidoka/config.yaml': 'phase: 3\ncheckers:\n  test-coverag: {}\n' } });
    broken.write(GOOD);
    const { code, stderr } = await broken.cli('check');
    expect(code).toEqual(2);
    expect(stderr).toContain('.jidoka/config.yaml:3');
    expect(stderr).toContain('did you mean "test-coverage"?');
  });
});

describe('orders', () => {
  test('are added, listed, shown, approved and rejected', async () => {
    await using line = makeLine({ orders: [] });
    expect(await line.cli('orders')).toEqual({
      code: 0,
      signal: null,
      stdout: `No orders yet. Add one: node ${PROGRAM} orders add "what you want"\n`,
      stderr: '',
    });
    const added = await json(line, 'orders', 'add', 'Say  goodbye\nto everybody');
    const order = {
      id: 'say-goodbye-to-everybody',
      title: 'Say goodbye to everybody',
      kind: 'feature',
      scope: [],
      mayChange: [],
      description: 'Say goodbye to everybody',
      criteria: [{ id: 'AC-1', text: 'Say goodbye to everybody' }],
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    };
    expect(added).toEqual({ code: 0, answer: { schemaVersion: 1, order, state: 'new' } });
    expect(existsSync(join(line.root, '.jidoka/orders/say-goodbye-to-everybody.md'))).toBe(true);
    const again = await json(line, 'orders', 'add', 'Say goodbye to everybody');
    expect(again).toEqual(added);
    // One that opens more than the text asks for is not reused.
    line.write({
      [`.jidoka/orders/${order.id}.md`]: readFileSync(join(line.root, `.jidoka/orders/${order.id}.md`), 'utf8').replace(
        'scope: []',
        'scope: []\nmayChange: [package.json]',
      ),
    });
    const second = await json(line, 'orders', 'add', 'Say goodbye to everybody');
    expect(second).toEqual({ code: 0, answer: { schemaVersion: 1, order: { ...order, id: `${order.id}-2` }, state: 'new' } });
    line.write({
      [`.jidoka/orders/${order.id}.md`]: readFileSync(join(line.root, `.jidoka/orders/${order.id}.md`), 'utf8').replace(
        '\nmayChange: [package.json]',
        '',
      ),
    });

    expect(await json(line, 'orders', 'approve', order.id)).toEqual({ code: 0, answer: { schemaVersion: 1, order, state: 'approved' } });
    expect(await json(line, 'orders', 'reject', `${order.id}-2`, '--reason', 'once')).toEqual({
      code: 0,
      answer: { schemaVersion: 1, order: { ...order, id: `${order.id}-2` }, state: 'rejected' },
    });
    expect(await line.cli('orders', 'list')).toEqual({
      code: 0,
      signal: null,
      stdout: `rejected    ${order.id}-2  ${order.title}\napproved    ${order.id}  ${order.title}\n`,
      stderr: '',
    });
    expect(await line.cli('orders', 'show', order.id)).toEqual({
      code: 0,
      signal: null,
      stdout: `${order.id} (feature, approved)\n${order.title}\n\n${order.description}\n\n  AC-1: ${order.title}\n`,
      stderr: '',
    });
    line.write({ [`.jidoka/orders/${order.id}.md`]: `${readFileSync(join(line.root, `.jidoka/orders/${order.id}.md`), 'utf8')}\n` });
    expect(await json(line, 'orders', 'show', order.id)).toEqual({ code: 0, answer: { schemaVersion: 1, order, state: 'changed' } });
    const decided = (await line.events('factory')).map(({ type, actor }) => `${type} ${actor}`);
    expect(decided).toEqual(['order.approved operator:tester', 'order.rejected operator:tester']);
  });
});

describe('init', () => {
  /** The greeter without anything of Jidoka, and without a key. */
  function stranger(files: Readonly<Record<string, string>> = {}): TestLine {
    const line = makeLine({ config: null, orders: [], isCheckedOut: true, files });
    line.git('rm', '--quiet', '-r', '.jidoka');
    line.git('commit', '--quiet', '-m', 'Without Jidoka');
    line.write({ '../.config': null });
    return line;
  }

  test('proves the clean head, writes the config and the key, and commits nothing', async () => {
    await using line = stranger();
    const { code, answer } = await json(line, 'init');
    const { keyId, durationMs, ...rest } = answer as { keyId: string; durationMs: number };
    expect({ code, rest }).toEqual({
      code: 0,
      rest: {
        schemaVersion: 1,
        sandbox: (await foundLevel()).level,
        passes: true,
        found: expect.arrayContaining(['languages: javascript', 'test: npm run test', 'test runner: node:test']),
        done: ['tests: 1 (npm run test)'],
        failures: [],
        written: ['.jidoka/config.yaml', '.jidoka/trusted-keys'],
      },
    });
    expect([keyId, durationMs]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), expect.any(Number)]);
    expect(line.git('status', '--porcelain')).toEqual('?? .jidoka/');
    expect(line.git('status', '--porcelain', '--untracked-files=all')).toEqual('?? .jidoka/config.yaml\n?? .jidoka/trusted-keys');
    expect(await json(line, 'init')).toEqual(failure('ALREADY_INITIALISED', '.jidoka/config.yaml exists'));

    // The key it made is the one that signs: the whole line works with what it wrote.
    line.git('add', '--all');
    line.git('commit', '--quiet', '-m', 'Add Jidoka');
    line.git('checkout', '--quiet', '--detach');
    const change = line.commit(GOOD, 'By hand');
    const run = await line.cli('run', 'Say goodbye', '--yes', '--change', change);
    expect(run.code).toEqual(0);
    expect((await line.cli('verify', 'main')).code).toEqual(0);
  });

  test('writes also when the head does not pass, and says so', async () => {
    await using line = stranger({ 'src/greet.js': 'export const greet = () => "";\n' });
    const { code, answer } = await json(line, 'init', '--phase', '2');
    expect({ code, answer }).toEqual({
      code: 1,
      answer: expect.objectContaining({ passes: false, failures: ['tests: 1 of 1 failed: greets by name'], done: [] }),
    });
    expect(readFileSync(join(line.root, '.jidoka/config.yaml'), 'utf8')).toMatch(/^# How Jidoka judges[^]*\nphase: 2\n/);
  });

  test('shows what a build that fails printed line by line, without its colours', async () => {
    const build = "printf '\\033[31mone\\n\\ntwo\\033[0m\\n' >&2; exit 4";
    await using line = stranger({ 'package.json': JSON.stringify({ name: 'greeter', type: 'module', scripts: { build } }) });
    const { code, stdout } = await line.cli('init');
    expect(code).toBe(1);
    expect(stdout).toMatch(/\n {2}✗ build: `npm run build` exits 4:\n(?: {6}.*\n)* {6}one\n {6}two\n/);
  });
});

test('doctor shows that every checker can still fail', async () => {
  await using line = makeLine();
  const { code, answer } = await json(line, 'doctor');
  const { canaries, programs, signingKey } = answer as {
    canaries: { number: number; verdict: string; canFail: boolean }[];
    programs: { name: string; version: string | null }[];
    signingKey: string;
  };
  expect({ code, canaries: canaries.map(({ number, verdict, canFail }) => `${number} ${verdict} ${canFail}`) }).toEqual({
    code: 0,
    canaries: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `${number} failed true`),
  });
  expect(programs.find(({ name }) => name === 'node')?.version).toEqual(process.versions.node);
  expect(signingKey).toMatch(/^[0-9a-f]{64}$/);
});

test('doctor looks at what the repository brings, and names what it cannot find where commands run', async () => {
  await using line = makeLine();
  const checker = (finds: string) => `import { z } from 'zod';
import { defineChecker } from 'jidoka/checker';
const bad = { severity: 'error', title: 'Bad', remediation: 'Better.' } as const;
export default defineChecker({ title: 'Good', kind: 'programmatic', on: ['change'], needs: ['head'], version: 1, cost: 'cheap', parses: false,
  options: z.strictObject({}), rules: { bad }, async check({ head, report }) { ${finds} } });
`;
  const config = readFileSync(join(line.root, '.jidoka/config.yaml'), 'utf8');
  const files = {
    '.jidoka/checkers/blind/checker.ts': checker(''),
    '.jidoka/checkers/blind/canary/head/bad.txt': '',
    '.jidoka/checkers/sees/checker.ts': checker("if (head.has('bad.txt')) report('bad', { path: 'bad.txt', message: 'bad' });"),
    '.jidoka/checkers/sees/canary/head/bad.txt': '',
    '.jidoka/config.yaml': `${config}\ntools: { lint: { command: no-such-linter ., report: { format: sarif, path: out.sarif } } }\n`,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(line.root, path)), { recursive: true });
    writeFileSync(join(line.root, path), text);
  }
  const { code, answer } = await json(line, 'doctor');
  const { canaries, programs } = answer as {
    canaries: { number: number; id: string; verdict: string }[];
    programs: { name: string; version: string | null; neededFor: string[]; install: string | null }[];
  };
  expect({
    code,
    own: canaries.filter(({ number }) => number >= 100).map(({ number, id, verdict }) => `${number} ${id} ${verdict}`),
  }).toEqual({
    code: 1,
    own: ['100 blind passed', '102 sees failed'],
  });
  expect(programs.filter((one) => one.version === null)).toEqual([
    { name: 'no-such-linter', version: null, neededFor: ['tools.lint'], install: null },
  ]);
});

test('doctor looks at the machine where there is no repository', async () => {
  await using line = makeLine();
  const { code, stdout } = await runCli(['doctor', '--json'], { cwd: '/', env: line.env });
  const { isRepository, programs, canaries } = JSON.parse(stdout);
  expect([code, isRepository, programs.map(({ name }: { name: string }) => name), canaries.length > 4]).toEqual([0, false, ['node'], true]);
});

describe('a reader who stops reading', () => {
  test('of a long answer ends it without a complaint', async () => {
    await using line = makeLine();
    const { child, ended } = line.start('ledger', 'export', '--help');
    child.stdout?.destroy();
    expect(await ended).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
  });

  test('of a run does not end the run', async () => {
    await using line = makeLine({ config: LOGGING_AGENT, files: loggingAgent(GOOD) });
    const { child, ended } = line.start('run', 'say-goodbye', '--yes');
    child.stdout?.destroy();
    child.stderr?.destroy();
    expect(await ended).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
    expect(line.git('rev-list', '--count', 'HEAD..main')).toEqual('1');
  });
});

test('the state folder hides itself from git', async () => {
  await using line = makeLine();
  await line.cli('orders', 'approve', 'say-goodbye');
  expect(line.git('status', '--porcelain', '--ignored', '--untracked-files=all')).toContain('!! .jidoka/state/ledger.db');
  expect(line.git('status', '--porcelain')).toEqual('');
  expect(realpathSync(join(line.root, '.jidoka/state/.gitignore'))).toEqual(join(line.root, '.jidoka/state/.gitignore'));
});
