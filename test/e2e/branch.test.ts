import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { drivenAgent } from '../rig/driven-agent.ts';
import { GOOD, orderText, TARGET } from '../rig/greeter.ts';
import { makeLine } from '../rig/line.ts';
import { runCli } from '../rig/program.ts';
import { recorded } from '../rig/scripted.ts';

const CRASH_PROGRAM = fileURLToPath(new URL('../rig/crash-program.ts', import.meta.url));

describe('a branch that is checked out', () => {
  test('is not moved; the run waits for its merge, and releases then', async () => {
    await using line = recorded([{ write: GOOD }], { config: TARGET, isCheckedOut: true });
    const before = line.git('rev-parse', 'main');
    line.write({ 'notes.txt': 'mine\n' });
    const waiting = await line.cli('run', 'say-goodbye', '--yes', '--json');
    const run = await line.lastRun();
    const commit = line.git('rev-parse', 'jidoka/say-goodbye');
    const awaits = {
      schemaVersion: 1,
      run,
      status: 'awaiting-merge',
      outcome: 'green',
      reason: 'waits on jidoka/say-goodbye until main holds it',
      commit,
    };
    expect({ code: waiting.code, answer: JSON.parse(waiting.stdout) }).toEqual({ code: 0, answer: awaits });
    expect([line.git('rev-parse', 'main'), line.git('rev-parse', `${commit}^`), line.git('status', '--porcelain')]).toEqual([
      before,
      before,
      '?? notes.txt',
    ]);

    const tooEarly = await line.cli('runs', 'resume', run, '--json');
    expect({ code: tooEarly.code, answer: JSON.parse(tooEarly.stdout) }).toEqual({ code: 0, answer: awaits });
    expect(await line.of('deployment.started')).toEqual([]);

    line.git('merge', '--quiet', '--ff-only', 'jidoka/say-goodbye');
    const released = await line.cli('runs', 'resume', run, '--json');
    const { outcome, status } = JSON.parse(released.stdout);
    expect({ code: released.code, outcome, status }).toEqual({ code: 0, outcome: 'green', status: 'finished' });
    expect((await line.of('deployment.started')).map(({ payload }) => payload.commit)).toEqual([commit]);
    expect((await line.of('attempt.started')).length).toEqual(1);
  });

  test('is told to end, not to release, where nothing is released', async () => {
    await using line = recorded([{ write: GOOD }], { config: TARGET, isCheckedOut: true });
    const { code, stdout, stderr } = await line.cli('run', 'Say goodbye as well', '--yes', '--no-release');
    expect([code, stdout.split('\n')[2]]).toEqual([0, expect.stringMatching(/^Then end the run: .* runs resume run-/)]);
    expect(stderr).toContain('The order is .jidoka/orders/say-goodbye-as-well.md: commit it where you keep your orders.\n');
  });
});

describe('a branch that moves meanwhile', () => {
  test('what they are together is judged again before it is merged', async () => {
    await using line = makeLine();
    const agent = drivenAgent();
    const running = line.run({ agent });
    const turn = await agent.nextTurn();
    const pushed = line.pushToMain({ 'README.md': '# Greeter\n' });
    turn.write(GOOD);
    turn.finish();
    const end = await running;
    expect({ ...end, run: '' }).toEqual({
      run: '',
      outcome: 'green',
      reason: 'integrated; the policy names no target to release to',
      commit: line.git('rev-parse', 'main'),
      awaits: null,
    });
    expect(line.git('rev-parse', 'main^')).toEqual(pushed);
    expect(line.git('show', 'main:README.md')).toEqual('# Greeter');
    const trees = (await line.of('gate.decided')).map(({ payload }) => [payload.attempt, payload.outcome, payload.tree]);
    expect(trees).toEqual([
      [1, 'green', trees[0]?.[2]],
      [2, 'green', line.git('rev-parse', 'main^{tree}')],
    ]);
    expect((await line.of('attestation.signed')).map(({ payload }) => [payload.tree, payload.base])).toEqual([
      [trees[0]?.[2], line.git('rev-parse', 'main~2')],
      [trees[1]?.[2], pushed],
    ]);
    expect((await line.cli('verify', 'main')).code).toEqual(0);
  });

  test('what together is red is not merged', async () => {
    await using line = makeLine();
    const agent = drivenAgent();
    const running = line.run({ agent });
    const turn = await agent.nextTurn();
    // Each is good by itself.
    const pushed = line.pushToMain({
      'src/greet.js': 'export function greet(name) {\n  return `Hi, ${name}!`;\n}\n',
      'test/greet.test.js':
        "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { greet } from '../src/greet.js';\n\ntest('greets by name', () => {\n  assert.equal(greet('Ada'), 'Hi, Ada!');\n});\n",
    });
    turn.write({
      'src/twice.js': "import { greet } from './greet.js';\n\nexport function twice(name) {\n  return greet(name) + greet(name);\n}\n",
      'test/twice.test.js':
        "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { twice } from '../src/twice.js';\n\ntest('AC-1: greets twice', () => {\n  assert.equal(twice('Ada'), 'Hello, Ada!Hello, Ada!');\n});\n",
    });
    turn.finish();
    const { outcome, reason, commit } = await running;
    expect({ outcome, reason, commit }).toEqual({ outcome: 'red', reason: '6 test-coverage failed: 1 new finding', commit: null });
    expect(line.git('rev-parse', 'main')).toEqual(pushed);
  });

  test('a conflict is red, naming the file', async () => {
    await using line = makeLine();
    const agent = drivenAgent();
    const running = line.run({ agent });
    const turn = await agent.nextTurn();
    const pushed = line.pushToMain({ 'src/farewell.js': 'export const farewell = () => "Bye";\n' });
    turn.write(GOOD);
    turn.finish();
    const end = await running;
    expect({ ...end, run: '' }).toEqual({
      run: '',
      outcome: 'red',
      reason: 'main has moved and the change conflicts with it in src/farewell.js',
      commit: null,
      awaits: null,
    });
    expect(line.git('rev-parse', 'main')).toEqual(pushed);
    expect(line.tickets()).toEqual([`ticket-${end.run}.md`]);
  });

  test('a commit that others built on before the run was taken up again has arrived', async () => {
    await using line = recorded([{ write: GOOD }]);
    await line.cli('orders', 'approve', 'say-goodbye');
    const run = await line.prepare();
    const crash = await runCli([line.root, run, 'before integrate/1'], { cwd: line.root, env: line.env, program: CRASH_PROGRAM });
    expect(crash.signal).toEqual('SIGKILL');
    const commit = line.git('rev-parse', 'main');
    const pushed = line.pushToMain({ 'README.md': '# Greeter\n' });
    const { code, stdout } = await line.cli('runs', 'resume', run, '--json');
    expect({ code, commit: JSON.parse(stdout).commit, main: line.git('rev-parse', 'main') }).toEqual({ code: 0, commit, main: pushed });
    expect((await line.of('gate.decided')).length).toEqual(1);
  });
});

test('two runs at once: both changes arrive, each judged with the other', async () => {
  const second = {
    'src/ask.js': 'export function ask(name) {\n  return `How are you, ${name}?`;\n}\n',
    'test/ask.test.js':
      "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { ask } from '../src/ask.js';\n\ntest('AC-1: asks', () => {\n  assert.equal(ask('Ada'), 'How are you, Ada?');\n});\n",
  };
  // Orders that may change the same files wait for each other.
  const scoped = (id: string, name: string) => orderText(id).replace('scope: []', `scope: [src/${name}.js, test/${name}.test.js]`);
  await using line = makeLine({
    orders: ['say-goodbye', 'ask-back'],
    files: {
      '.jidoka/orders/say-goodbye.md': scoped('say-goodbye', 'farewell'),
      '.jidoka/orders/ask-back.md': scoped('ask-back', 'ask'),
    },
  });
  const [first, other] = [drivenAgent(), drivenAgent()];
  const running = Promise.all([line.run({ agent: first }), line.run({ agent: other, order: 'ask-back' })]);
  const turns = await Promise.all([first.nextTurn(), other.nextTurn()]);
  for (const [turn, files] of [
    [turns[0], GOOD],
    [turns[1], second],
  ] as const) {
    turn.write(files);
    turn.finish();
  }
  const ends = await running;
  expect(ends.map(({ outcome, reason }) => `${outcome}: ${reason}`)).toEqual([
    'green: integrated; the policy names no target to release to',
    'green: integrated; the policy names no target to release to',
  ]);
  expect(line.git('rev-list', '--count', 'HEAD..main')).toEqual('2');
  expect(new Set(ends.map(({ commit }) => commit))).toEqual(new Set(line.git('rev-list', 'HEAD..main').split('\n')));
  for (const [path, text] of Object.entries({ ...GOOD, ...second })) expect(line.git('show', `main:${path}`)).toEqual(text.trimEnd());
  for (const commit of ['main', 'main^']) expect((await line.cli('verify', commit)).code).toEqual(0);
  expect(readFileSync(join(line.root, '.git/HEAD'), 'utf8').trim()).toEqual(line.git('rev-parse', 'HEAD'));
});

/** A build that never gives the same twice. */
const RANDOM_BUILD = {
  ...TARGET,
  commands: {
    build: "node -e \"require('fs').writeFileSync('stamp.txt', require('crypto').randomUUID())\"",
    test: 'node --test',
    start: 'node src/server.js',
  },
};

test.each(['after gate/1/test-coverage', 'after gate/1/decide', 'before attest/1'])(
  'killed %s, a run attests the build on which its tests ran, and no later one',
  async (place) => {
    await using line = makeLine({ config: RANDOM_BUILD });
    const run = await line.prepare({ change: line.commit(GOOD, 'By hand'), withRelease: false });
    const crash = await runCli([line.root, run, place], { cwd: line.root, env: line.env, program: CRASH_PROGRAM });
    expect(crash.signal).toEqual('SIGKILL');
    const tested = readdirSync(join(line.root, '.jidoka/state/artefacts'));
    expect((await line.cli('runs', 'resume', run)).code).toEqual(0);
    expect((await line.of('attestation.signed')).map(({ payload }) => payload.artefact)).toEqual(tested);
    expect((await line.cli('verify', 'main')).code).toEqual(0);
  },
);

test('a key that the base does not trust merges nothing', async () => {
  await using line = makeLine();
  const before = line.git('rev-parse', 'main');
  const change = line.commit(GOOD, 'By hand');
  const stranger = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const options = { cwd: line.root, env: { ...line.env, JIDOKA_SIGNING_KEY: stranger } };
  const { code, stdout } = await runCli(['run', 'say-goodbye', '--yes', '--change', change, '--json'], options);
  expect({ code, error: JSON.parse(stdout).error, main: line.git('rev-parse', 'main'), runs: await line.lastRun() }).toEqual({
    code: 2,
    error: {
      code: 'KEY_NOT_TRUSTED',
      message: `the signing key is not among the trusted keys of ${before.slice(0, 10)} (.jidoka/trusted-keys)`,
      hint: 'Let somebody add its public half there and commit it, or sign with a key that is trusted.',
    },
    main: before,
    runs: '',
  });

  // A run that was begun under a trusted key is not finished under another one.
  const run = await line.prepare({ change });
  const resumed = await runCli(['runs', 'resume', run, '--json'], options);
  expect({ code: resumed.code, error: JSON.parse(resumed.stdout).error.code, main: line.git('rev-parse', 'main') }).toEqual({
    code: 2,
    error: 'KEY_NOT_TRUSTED',
    main: before,
  });
  expect((await line.cli('runs', 'resume', run)).code).toEqual(0);
  expect((await line.cli('verify', 'main')).code).toEqual(0);
});

test('a range that starts behind an unmerged commit is refused: it would bring that commit, its policy and its keys along', async () => {
  await using line = makeLine({ isCheckedOut: true });
  line.git('checkout', '--quiet', '-b', 'mine');
  const unjudged = line.commit({ 'src/hidden.js': 'export const hidden = 1;\n' }, 'Unjudged');
  const change = line.commit(GOOD, 'By hand');
  line.git('checkout', '--quiet', 'main');
  await expect(line.prepare({ change: `${unjudged}..${change}` })).rejects.toMatchObject({ code: 'BASE_NOT_MERGED' });
  await expect(line.prepare({ change: `${unjudged}...${change}` })).rejects.toMatchObject({ code: 'BASE_NOT_MERGED' });
  expect(await line.prepare({ change: `main...${change}` })).toMatch(/^run-/);
});
