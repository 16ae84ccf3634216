import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BAD, GOOD, orderText, TARGET } from '../rig/greeter.ts';
import { makeLine, type TestLine } from '../rig/line.ts';
import { PROGRAM } from '../rig/program.ts';
import { recorded, scripted } from '../rig/scripted.ts';

test('an attestation says which files an agent left, and verify which of them were edited since', async () => {
  await using line = makeLine();
  const { run, commit } = await line.run({ agent: scripted({ write: GOOD }) });
  const verify = async () => JSON.parse((await line.cli('verify', commit ?? '', '--json')).stdout) as Verified;
  const paths = Object.keys(GOOD).toSorted();
  line.git('checkout', '--quiet', '--detach', 'main');
  const { attestation, written } = await verify();
  const { promptDigest = '' } = attestation.predicate.provenance.attempts[0] ?? {};
  expect(attestation.predicate.provenance).toEqual({
    run,
    attempts: [{ attempt: 1, agent: 'replay', promptDigest }],
    files: paths.map((path) => ({ path, blob: line.git('rev-parse', `${commit}:${path}`) })),
  });
  expect(promptDigest).toBe((await line.of('attempt.started'))[0]?.payload.promptDigest);
  expect(written).toEqual(paths.map((path) => ({ path, state: 'as-written' })));
  const [edited = '', gone = ''] = paths;
  line.git('rm', '--quiet', gone);
  line.commit({ [edited]: 'by hand\n' }, 'Edit');
  expect((await verify()).written.slice(0, 2)).toEqual([
    { path: edited, state: 'edited' },
    { path: gone, state: 'gone' },
  ]);
  expect((await line.cli('verify', commit ?? '')).stdout).toContain(`${edited} was edited since`);
});

interface Verified {
  readonly attestation: {
    readonly predicate: { readonly provenance: { readonly attempts: readonly { readonly promptDigest: string }[] } };
  };
  readonly written: readonly { readonly path: string; readonly state: string }[];
}

describe('repair', () => {
  test('a red attempt is repaired, and only the repaired one reaches the branch', async () => {
    await using line = makeLine();
    const end = await line.run({ agent: scripted({ write: BAD }, { write: GOOD }) });
    expect(end).toEqual({
      run: end.run,
      outcome: 'green',
      reason: 'integrated; the policy names no target to release to',
      commit: line.git('rev-parse', 'main'),
      awaits: null,
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
      'factory.judged',
      'run.finished',
    ]);
    expect((await line.of('gate.decided')).map(({ payload: { attempt, outcome, reasons } }) => ({ attempt, outcome, reasons }))).toEqual([
      { attempt: 1, outcome: 'red', reasons: expect.arrayContaining(['7 style-and-convention failed: 1 new finding']) },
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
    const run = await line.lastRun();
    expect({ code, answer: JSON.parse(stdout) }).toEqual({
      code: 1,
      answer: {
        schemaVersion: 1,
        run,
        status: 'finished',
        outcome: 'red',
        reason: expect.stringMatching(/^the same findings came back three times: .*7 style-and-convention failed: 1 new finding/),
        commit: null,
      },
    });
    expect((await line.of('attempt.started')).map(({ payload }) => payload.strategy)).toEqual(['first', 'repair', 'change-strategy']);
    expect(line.git('rev-parse', 'main')).toEqual(before);
    expect(line.tickets()).toEqual([`ticket-${run}.md`]);
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
    expect({ code, outcome, said, attempts: (await line.of('attempt.started')).length, tickets: line.tickets().length }).toEqual({
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
    expect(await line.story(await line.lastRun())).toEqual([
      'run.started',
      'change.captured',
      'gate.decided',
      'attestation.signed',
      'change.integrated',
      'factory.judged',
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
      reason: expect.stringContaining('7 style-and-convention failed: 1 new finding'),
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

test('a run tells its release too, which another process makes, in order', async () => {
  await using line = makeLine({ config: TARGET });
  const change = line.commit(GOOD, 'By hand');
  const { code, stderr } = await line.cli('run', 'say-goodbye', '--yes', '--change', change);
  const story = [
    /The change is commit/,
    /The first version .* starts/,
    /The new version answers and is warm/,
    /All requests now go to the new version/,
    /Look 1: /,
    /Look \d+: .* healthy/,
    /is proven good .* takes over/,
    /The release is decided: the new version stays/,
    /The run is over, green/,
  ];
  const lines = stderr.replaceAll(/\n {12}/g, ' ').split('\n');
  const places = story.map((part) => lines.findIndex((text) => part.test(text)));
  expect({ code, places, lines: places.includes(-1) ? lines : [] }).toEqual({
    code: 0,
    places: places.filter((place) => place >= 0).toSorted((a, b) => a - b),
    lines: [],
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
        hint: `Read it and approve it: node ${PROGRAM} orders approve say-goodbye (or run it with --yes).`,
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

  test('a text without an approval; its order is kept, and the same text finds it again', async () => {
    await using line = recorded([{ write: GOOD }]);
    for (let time = 0; time < 2; time += 1) {
      expect(await error(line, 'run', 'Say goodbye to Ada')).toEqual({
        code: 2,
        error: {
          code: 'ORDER_NOT_APPROVED',
          message: 'the order say-goodbye-to-ada is not approved',
          hint: expect.stringMatching(
            /^It is kept in \.jidoka\/orders\/say-goodbye-to-ada\.md\. Read it, then: .+ run say-goodbye-to-ada --yes$/,
          ),
        },
        runs: 0,
      });
    }
    expect(readdirSync(join(line.root, '.jidoka/orders'))).toEqual(['say-goodbye-to-ada.md', 'say-goodbye.md']);
  });

  test('a run on a base without a config', async () => {
    await using line = makeLine({ config: null });
    expect(await error(line, 'run', 'say-goodbye', '--yes')).toEqual({
      code: 2,
      error: {
        code: 'NOT_INITIALISED',
        message: 'main has no .jidoka/config.yaml',
        hint: `Run \`node ${PROGRAM} init\` and commit what it writes: a run takes its policy from the base commit.`,
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
