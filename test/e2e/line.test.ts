import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { ScriptedTurn } from '../../src/agents/test-agent.ts';
import { drivenAgent } from '../rig/driven-agent.ts';
import { BAD, GOOD, orderText, TARGET } from '../rig/greeter.ts';
import { type LineOptions, makeLine, settled, type TestLine } from '../rig/line.ts';
import { LOGGING_AGENT, loggingAgent } from '../rig/logging-agent.ts';
import { runCli } from '../rig/program.ts';
import { scripted } from '../rig/scripted.ts';

const CRASH_PROGRAM = fileURLToPath(new URL('../rig/crash-program.ts', import.meta.url));

/** A line whose policy names a recording as the agent, so that the program itself can run it. */
function recorded(turns: readonly ScriptedTurn[], options: LineOptions = {}): TestLine {
  const config = { agent: { name: 'replay', script: 'turns.yaml' }, ...options.config };
  return makeLine({ ...options, config, files: { 'turns.yaml': stringify({ turns }), ...options.files } });
}

const tickets = ({ root }: TestLine) => {
  const folder = join(root, '.jidoka/state/tickets');
  return existsSync(folder) ? readdirSync(folder) : [];
};

const idOfRun = async (line: TestLine) => (await line.of('run.started')).map(({ chain }) => chain).at(-1) ?? '';

describe('repair', () => {
  test('a red attempt is repaired, and only the repaired one reaches the branch', async () => {
    await using line = makeLine();
    const end = await line.run({ agent: scripted({ write: BAD }, { write: GOOD }) });
    expect(end).toEqual({
      run: end.run,
      outcome: 'green',
      reason: 'integrated; the policy names no target to release to',
      commit: line.git('rev-parse', 'main'),
      isWaiting: false,
    });
    expect(await line.story(end.run)).toEqual([
      'run.started',
      'attempt.started',
      'attempt.finished',
      'change.captured',
      'gate.decided',
      'repair.requested',
      'attempt.started',
      'attempt.finished',
      'change.captured',
      'gate.decided',
      'attestation.signed',
      'change.integrated',
      'run.finished',
    ]);
    expect((await line.of('gate.decided')).map(({ payload: { attempt, outcome, reasons } }) => ({ attempt, outcome, reasons }))).toEqual([
      { attempt: 1, outcome: 'red', reasons: expect.arrayContaining(['7 style-and-convention failed: 1 new findings']) },
      { attempt: 2, outcome: 'green', reasons: [] },
    ]);
    expect((await line.of('attempt.started')).map(({ payload }) => payload.strategy)).toEqual(['first', 'repair']);
    expect(line.git('show', 'main:src/farewell.js')).toEqual(GOOD['src/farewell.js']?.trimEnd());
    expect(
      line.git(
        'log',
        '-1',
        '--format=%an|%s|%(trailers:key=Work-Order,valueonly,separator=)|%(trailers:key=Run,valueonly,separator=)',
        'main',
      ),
    ).toEqual(`Jidoka|Say goodbye|say-goodbye|${end.run}`);
  });

  test('the same findings three times stop the line with a ticket', async () => {
    await using line = recorded([{ write: BAD }, { write: BAD }, { write: BAD }, { write: GOOD }]);
    const before = line.git('rev-parse', 'main');
    const { code, stdout } = await line.cli('run', 'say-goodbye', '--yes', '--json');
    const run = await idOfRun(line);
    expect({ code, answer: JSON.parse(stdout) }).toEqual({
      code: 1,
      answer: {
        schemaVersion: 1,
        run,
        status: 'finished',
        outcome: 'red',
        reason: expect.stringMatching(/^the same findings came back three times: .*7 style-and-convention failed: 1 new findings/),
        commit: null,
      },
    });
    expect((await line.of('attempt.started')).map(({ payload }) => payload.strategy)).toEqual(['first', 'repair', 'change-strategy']);
    expect(line.git('rev-parse', 'main')).toEqual(before);
    expect(tickets(line)).toEqual([`ticket-${run}.md`]);
  });
});

describe('an agent that does not deliver', () => {
  test.each([
    {
      title: 'one that cannot satisfy the order goes to the operator',
      turns: [{ cannotSatisfy: 'nobody leaves here' }],
      attempts: 1,
      reason: 'the agent says the order cannot be met: nobody leaves here',
      tickets: 1,
    },
    {
      title: 'one that fails twice is not asked again',
      turns: [{ fail: 'out of ink' }, { fail: 'out of paper' }],
      attempts: 2,
      // Turns advance with finished attempts only: it is the first one both times.
      reason: 'the agent failed: out of ink',
      tickets: 0,
    },
    {
      title: 'one that changes nothing leaves it undecided, naming the base',
      turns: [{}, {}, {}],
      attempts: 3,
      reason: 'the same findings came back three times: the change is empty: it leaves <base> as it is',
      tickets: 1,
    },
  ])('$title', async ({ turns, attempts, reason, tickets: filed }) => {
    await using line = recorded(turns);
    const { code, stdout } = await line.cli('run', 'say-goodbye', '--yes', '--json');
    const { outcome, reason: said } = JSON.parse(stdout);
    expect({ code, outcome, said, attempts: (await line.of('attempt.started')).length, tickets: tickets(line).length }).toEqual({
      code: 3,
      outcome: 'undecided',
      said: reason.replace('<base>', line.git('rev-parse', 'HEAD')),
      attempts,
      tickets: filed,
    });
    expect(line.git('rev-parse', 'main')).toEqual(line.git('rev-parse', 'HEAD'));
  });

  test('one that has spent the budget is not asked again', async () => {
    const usage = { inputTokens: 900, outputTokens: 100, usd: 0.5 };
    await using line = recorded(
      [
        { write: BAD, usage },
        { write: GOOD, usage },
      ],
      { config: { budget: { tokens: 1000 } } },
    );
    const { code, stdout } = await line.cli('run', 'say-goodbye', '--yes', '--json');
    const { outcome, reason } = JSON.parse(stdout);
    expect({ code, outcome, reason, attempts: (await line.of('attempt.started')).length }).toEqual({
      code: 1,
      outcome: 'red',
      reason: 'the budget of 1000 tokens is spent (1000)',
      attempts: 1,
    });
  });
});

describe('a branch that is checked out', () => {
  test('is not moved; the run waits for its merge, and releases then', async () => {
    await using line = recorded([{ write: GOOD }], { config: TARGET, isCheckedOut: true });
    const before = line.git('rev-parse', 'main');
    line.write({ 'notes.txt': 'mine\n' });
    const waiting = await line.cli('run', 'say-goodbye', '--yes', '--json');
    const run = await idOfRun(line);
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
      isWaiting: false,
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
    expect({ outcome, reason, commit }).toEqual({ outcome: 'red', reason: '6 test-coverage failed: 1 new findings', commit: null });
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
      isWaiting: false,
    });
    expect(line.git('rev-parse', 'main')).toEqual(pushed);
    expect(tickets(line)).toEqual([`ticket-${end.run}.md`]);
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

describe('a change that exists already', () => {
  test.each([
    { title: 'a commit', argument: (good: string) => good },
    { title: 'a range', argument: (good: string) => `main..${good}` },
  ])('$title goes through the same gate, without an agent', async ({ argument }) => {
    await using line = makeLine();
    const change = line.commit(GOOD, 'By hand');
    const { code, stdout } = await line.cli('run', 'say-goodbye', '--yes', '--change', argument(change), '--json');
    const commit = line.git('rev-parse', 'main');
    expect({ code, commit: JSON.parse(stdout).commit }).toEqual({ code: 0, commit });
    expect(line.git('rev-parse', 'main^{tree}')).toEqual(line.git('rev-parse', `${change}^{tree}`));
    expect(await line.story(await idOfRun(line))).toEqual([
      'run.started',
      'change.captured',
      'gate.decided',
      'attestation.signed',
      'change.integrated',
      'run.finished',
    ]);
  });

  test('a red one is not repaired', async () => {
    await using line = makeLine();
    const change = line.commit(BAD, 'By hand');
    const { code, stdout } = await line.cli('run', 'say-goodbye', '--yes', '--change', change, '--json');
    const { outcome, reason, commit } = JSON.parse(stdout);
    expect({ code, outcome, reason, commit }).toEqual({
      code: 1,
      outcome: 'red',
      reason: expect.stringContaining('7 style-and-convention failed: 1 new findings'),
      commit: null,
    });
  });

  test('an empty one is undecided, naming the base', async () => {
    await using line = makeLine();
    const { code, stdout } = await line.cli('run', 'say-goodbye', '--yes', '--change', 'main', '--json');
    const { outcome, reason } = JSON.parse(stdout);
    expect({ code, outcome, reason }).toEqual({
      code: 3,
      outcome: 'undecided',
      reason: `the change is empty: it leaves ${line.git('rev-parse', 'main')} as it is`,
    });
  });

  test('one that cannot be a change is red', async () => {
    await using line = makeLine();
    line.git('config', 'core.symlinks', 'true');
    const change = line.commit({ ...GOOD, 'node_modules/left/index.js': 'export {};\n', '.gitignore': '' }, 'With its dependencies');
    const { code, stdout } = await line.cli('run', 'say-goodbye', '--yes', '--change', change, '--json');
    const { outcome, reason } = JSON.parse(stdout);
    expect({ code, outcome, reason }).toEqual({
      code: 1,
      outcome: 'red',
      reason: 'node_modules/left/index.js: installed dependencies in the change',
    });
  });
});

describe('what does not start', () => {
  const error = async (line: TestLine, ...args: string[]) => {
    const { code, stdout } = await line.cli(...args, '--json');
    return { code, error: JSON.parse(stdout).error, runs: (await line.of('run.started')).length };
  };

  test('an order nobody approved, and one that was changed since', async () => {
    await using line = recorded([{ write: GOOD }]);
    const refusal = (why: string) => ({
      code: 2,
      error: {
        code: 'ORDER_NOT_APPROVED',
        message: `the order say-goodbye ${why}`,
        hint: 'Read it and approve it: jidoka orders approve say-goodbye (or run it with --yes).',
      },
      runs: 0,
    });
    expect(await error(line, 'run', 'say-goodbye')).toEqual(refusal('is not approved'));
    await line.cli('orders', 'approve', 'say-goodbye');
    writeFileSync(join(line.root, '.jidoka/orders/say-goodbye.md'), orderText('say-goodbye', 'Say goodbye twice'));
    expect(await error(line, 'run', 'say-goodbye')).toEqual(refusal('was changed after its approval'));
    await line.cli('orders', 'reject', 'say-goodbye', '--reason', 'once is enough');
    expect(await error(line, 'run', 'say-goodbye')).toEqual(refusal('was rejected'));
  });

  test('a run on a base without a config', async () => {
    await using line = makeLine({ config: null });
    expect(await error(line, 'run', 'say-goodbye', '--yes')).toEqual({
      code: 2,
      error: {
        code: 'NOT_INITIALISED',
        message: 'main has no .jidoka/config.yaml',
        hint: 'Run `jidoka init` and commit what it writes: a run takes its policy from the base commit.',
      },
      runs: 0,
    });
  });

  test('a run without an agent', async () => {
    await using line = makeLine();
    const { code, error: said, runs } = await error(line, 'run', 'say-goodbye', '--yes');
    expect({ code, said: said.code, runs }).toEqual({ code: 2, said: 'NO_AGENT', runs: 0 });
  });
});

describe('a run whose agent takes its time', () => {
  /** Started by the program, and waiting in the first turn of its agent. */
  async function inFirstTurn(): Promise<{
    readonly line: TestLine;
    readonly running: ReturnType<TestLine['start']>;
    readonly run: string;
  }> {
    const line = makeLine({ config: LOGGING_AGENT, files: loggingAgent(GOOD) });
    writeFileSync(line.hold, '');
    const running = line.start('run', 'say-goodbye', '--yes', '--json');
    while (line.prompts().length === 0) await sleep(20);
    return { line, running, run: await idOfRun(line) };
  }

  test('is held: nobody else takes it up', async () => {
    const { line, running, run } = await inFirstTurn();
    await using _ = line;
    const { code, stdout } = await line.cli('runs', 'resume', run, '--json');
    expect({ code, ...JSON.parse(stdout) }).toEqual({
      code: 2,
      schemaVersion: 1,
      error: {
        code: 'RUN_IS_HELD',
        message: `another process works on ${run}`,
        hint: 'Wait for it, or end it with `jidoka runs cancel`.',
      },
    });
    line.release();
    expect((await running.ended).code).toEqual(0);
    expect(line.prompts()).toEqual(['1']);
  });

  test.each([
    { signal: 'SIGINT', code: 130 },
    { signal: 'SIGTERM', code: 143 },
    { signal: 'SIGKILL', code: null },
  ] as const)('ended by $signal, goes on later; the turn that was cut off is not asked again', async ({ signal, code }) => {
    const { line, running, run } = await inFirstTurn();
    await using _ = line;
    running.child.kill(signal);
    expect((await running.ended).code).toEqual(code);
    // A kill cannot end the agent; the next one that takes the run up does.
    expect((await settled(line.folder)).length).toEqual(signal === 'SIGKILL' ? 1 : 0);
    line.release();
    const resumed = await line.cli('runs', 'resume', run, '--json');
    const { outcome, commit } = JSON.parse(resumed.stdout);
    expect({ code: resumed.code, outcome, commit }).toEqual({ code: 0, outcome: 'green', commit: line.git('rev-parse', 'main') });
    expect(line.prompts()).toEqual(['1', '1']);
    expect((await line.story(run)).slice(0, 6)).toEqual([
      'run.started',
      'attempt.started',
      'run.resumed',
      'attempt.interrupted',
      'attempt.started',
      'attempt.finished',
    ]);
    expect(await settled(line.folder)).toEqual([]);
  });

  test('is cancelled: it ends, and is over', { timeout: 60_000 }, async () => {
    const { line, running, run } = await inFirstTurn();
    await using _ = line;
    const cancel = await line.cli('runs', 'cancel', run, '--json');
    expect({ code: cancel.code, ...JSON.parse(cancel.stdout) }).toEqual({
      code: 0,
      schemaVersion: 1,
      run,
      cancelRequested: true,
      ended: false,
    });
    const { code, stdout } = await running.ended;
    const over = {
      schemaVersion: 1,
      run,
      status: 'finished',
      outcome: 'undecided',
      reason: 'an operator cancelled it',
      commit: null,
    };
    expect({ code, answer: JSON.parse(stdout) }).toEqual({ code: 3, answer: over });
    expect(await settled(line.folder)).toEqual([]);
    expect(await line.story(run)).toEqual(['run.started', 'attempt.started', 'run.finished']);
    const again = await line.cli('runs', 'resume', run, '--json');
    expect({ code: again.code, error: JSON.parse(again.stdout).error.code }).toEqual({ code: 2, error: 'RUN_FINISHED' });
    expect((await line.cli('ledger', 'verify')).code).toEqual(0);
  });

  test('is cancelled after its process has died', async () => {
    const { line, running, run } = await inFirstTurn();
    await using _ = line;
    running.child.kill('SIGKILL');
    await running.ended;
    const cancel = await line.cli('runs', 'cancel', run, '--json');
    expect({ code: cancel.code, ...JSON.parse(cancel.stdout) }).toEqual({
      code: 0,
      schemaVersion: 1,
      run,
      cancelRequested: true,
      ended: true,
    });
    expect(await settled(line.folder)).toEqual([]);
    expect(await line.story(run)).toEqual(['run.started', 'attempt.started', 'run.finished']);
    expect(line.prompts()).toEqual(['1']);
  });
});

test('two runs at once: both changes arrive, each judged with the other', async () => {
  const second = {
    'src/ask.js': 'export function ask(name) {\n  return `How are you, ${name}?`;\n}\n',
    'test/ask.test.js':
      "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { ask } from '../src/ask.js';\n\ntest('AC-1: asks', () => {\n  assert.equal(ask('Ada'), 'How are you, Ada?');\n});\n",
  };
  await using line = makeLine({ orders: ['say-goodbye', 'ask-back'] });
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
