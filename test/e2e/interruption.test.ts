import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { executeRun } from '../../src/pipeline/start.ts';
import { GOOD } from '../rig/greeter.ts';
import { PROGRAM } from '../rig/program.ts';
import { makeLine, settled, type TestLine } from '../rig/line.ts';
import { LOGGING_AGENT, loggingAgent } from '../rig/logging-agent.ts';

/** A project without tests is judged in a third of the time. */
const UNTESTED = { 'package.json': '{ "name": "greeter", "type": "module" }\n', 'test/greet.test.js': null };

test('ended while it closes, it says so and nothing else breaks', async () => {
  const agent = loggingAgent({ 'src/farewell.js': GOOD['src/farewell.js'] ?? '' });
  await using line = makeLine({ config: { ...LOGGING_AGENT, commands: {} }, files: { ...UNTESTED, ...agent } });
  const run = await line.prepare();
  const stop = new AbortController();
  using factory = await line.factory();
  const observer = {
    boundary: (name: string, side: string) => {
      if (side === 'after' && name === 'close/start') stop.abort(new Error('told to end'));
    },
  };
  // A rejection that nobody hears fails this test.
  await expect(executeRun(factory, { run, signal: stop.signal, observer })).rejects.toThrow('told to end');
  expect((await line.cli('runs', 'resume', run)).code).toBe(0);
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
    return { line, running, run: await line.lastRun() };
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
        hint: `Wait for it, or end it with \`node ${PROGRAM} runs cancel\`.`,
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
