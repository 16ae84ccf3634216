import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Agent } from '../../src/agents/agent.ts';
import { type ScriptedTurn, testAgent } from '../../src/agents/test-agent.ts';
import { drivenAgent } from './driven-agent.ts';
import { oneTurn } from './one-turn.ts';

testAgent('driven', { create: played });

/** The driven agent with a driver that plays a script. */
function played(script: readonly ScriptedTurn[]): Agent {
  const agent = drivenAgent();
  void agent.nextTurn().then((turn) => {
    const { write = {}, delete: gone = [], cannotSatisfy, fail, usage } = script[turn.finishedTurns] ?? {};
    try {
      turn.write({ ...write, ...Object.fromEntries(gone.map((path) => [path, null])) });
    } catch (error) {
      return turn.fail(String(error));
    }
    if (fail !== undefined) return turn.fail(fail, usage);
    if (cannotSatisfy !== undefined) return turn.cannotSatisfy(cannotSatisfy, usage);
    turn.finish(usage === undefined ? {} : { usage });
  });
  return agent;
}

test('a test sees the turn and ends it', async () => {
  const agent = drivenAgent();
  const modes: number[] = [];
  const over = oneTurn(agent, {
    prompt: 'Do it.',
    session: 's-1',
    finishedTurns: 2,
    inspect: (root) => modes.push(statSync(join(root, 'run.sh')).mode & 0o777),
  });
  const turn = await agent.nextTurn();
  expect([turn.prompt, turn.session, turn.finishedTurns, turn.read('README.md')]).toEqual(['Do it.', 's-1', 2, '# Before\n']);
  turn.write({ 'run.sh': '#!/bin/sh\n' });
  turn.makeExecutable('run.sh');
  turn.finish({ session: 's-2' });
  expect([(await over).result, modes]).toEqual([{ outcome: 'finished', session: 's-2', usage: null }, [0o755]]);
});

test('a turn nobody ends is over when its time is', async () => {
  const { result } = await oneTurn(drivenAgent(), { timeoutMs: 50 });
  expect(result).toEqual({ outcome: 'failed', reason: 'the turn was cancelled', usage: null });
});
