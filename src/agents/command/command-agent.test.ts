import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { oneTurn } from '../../../test/rig/one-turn.ts';
import { temporaryFolder } from '../../../test/rig/temporary.ts';
import type { ProgramOptions } from '../program.ts';
import { testAgent } from '../test-agent.ts';
import { commandAgent } from './command-agent.ts';

const SCRIPTED = join(import.meta.dirname, 'fixtures', 'scripted-program.mjs');

testAgent('command', { create: (script) => agentOf([process.execPath, SCRIPTED, JSON.stringify(script)]) });

function agentOf(command: readonly string[], options: Partial<ProgramOptions> = {}) {
  return commandAgent({ command, timeoutMs: 20_000, silenceMs: 20_000, network: [], env: {}, ...options });
}

/** An agent that is a line of shell; the tests say so, never the product. */
function shell(line: string, options: Partial<ProgramOptions> = {}) {
  return agentOf(['/bin/sh', '-c', line], options);
}

describe('command', () => {
  test('hands over prompt, turn and session, and gives the session back', async () => {
    const agent = shell('cat > prompt.txt; echo "$JIDOKA_TURN ${JIDOKA_SESSION-none}" > env.txt; echo "SESSION: s-2"');
    const first = await oneTurn(agent, { prompt: 'Do it, "$(rm -rf .)"\n' });
    const second = await oneTurn(agent, { session: 's-2', finishedTurns: 3 });
    expect([
      first.result,
      first.files['workspace/prompt.txt'],
      first.files['workspace/env.txt'],
      second.files['workspace/env.txt'],
    ]).toEqual([{ outcome: 'finished', session: 's-2', usage: null }, 'Do it, "$(rm -rf .)"\n', '1 none\n', '4 s-2\n']);
  });

  test('counts only what came on top when a session is counted as a whole', async () => {
    const told = (tokens: number) =>
      `echo '{"type":"thread.started","thread_id":"s"}'; echo '{"type":"turn.completed","usage":{"input_tokens":${tokens},"output_tokens":${tokens / 10}}}'`;
    const agent = shell(`if [ "$JIDOKA_TURN" = 1 ]; then ${told(3000)}; else ${told(5000)}; fi`);
    const first = await oneTurn(agent);
    const second = await oneTurn(agent, { session: 's', finishedTurns: 1 });
    expect([first.result.usage, second.result.usage]).toEqual([
      { inputTokens: 3000, outputTokens: 300, usd: null },
      { inputTokens: 2000, outputTokens: 200, usd: null },
    ]);
  });

  test('says nothing for too long', async () => {
    const { result } = await oneTurn(shell('echo "SESSION: s"; exec sleep 60', { silenceMs: 300 }));
    expect(result).toEqual({
      outcome: 'failed',
      reason: 'the agent printed nothing for 0.3 s (`agent.silenceMinutes`) and printed nothing on standard error',
      usage: null,
    });
  });

  test('has its own variables and the HOME of its run', async () => {
    using home = temporaryFolder();
    const agent = shell('echo "$KEY $HOME" > env.txt; echo kept >> "$HOME/kept.txt"; cat "$HOME/kept.txt" >> env.txt', {
      env: { KEY: 'k' },
    });
    await oneTurn(agent, { home: home.path });
    const { files } = await oneTurn(agent, { home: home.path });
    expect(files['workspace/env.txt']).toEqual(`k ${home.path}\nkept\nkept\n`);
  });

  test('its arguments are never read by a shell', async () => {
    const agent = agentOf(['/bin/echo', 'CANNOT_SATISFY:', '$(touch hacked); *']);
    const { result, files } = await oneTurn(agent);
    expect([result, files['workspace/hacked']]).toEqual([
      { outcome: 'cannot-satisfy', reason: '$(touch hacked); *', usage: null },
      undefined,
    ]);
  });

  test('an exit code is a failure, whatever it says besides', async () => {
    const { result } = await oneTurn(shell('echo "CANNOT_SATISFY(no)"; echo broken >&2; exit 7'));
    expect(result).toEqual({ outcome: 'failed', reason: 'the agent ended with exit code 7:\nbroken', usage: null });
  });

  test('a signal is a failure', async () => {
    const { result } = await oneTurn(shell('kill -9 $$'));
    expect(result).toEqual({
      outcome: 'failed',
      reason: 'the agent was ended by SIGKILL and printed nothing on standard error',
      usage: null,
    });
  });

  test('keeps the start and the end of a long standard error', async () => {
    const { result } = await oneTurn(shell('printf a%.0s $(seq 9000) >&2; printf b%.0s $(seq 9000) >&2; exit 1'));
    expect(result).toEqual({
      outcome: 'failed',
      reason: `the agent ended with exit code 1:\n${'a'.repeat(5000)}\n[… clipped …]\n${'b'.repeat(5000)}`,
      usage: null,
    });
  });

  test('what hangs and will not stop is ended', async () => {
    const { result } = await oneTurn(shell('trap "" TERM; sleep 60 & wait; sleep 60', { timeoutMs: 300 }));
    expect(result).toEqual({
      outcome: 'failed',
      reason: 'the agent did not end within 0.3 s and printed nothing on standard error',
      usage: null,
    });
  });

  test('the turn may be given less time than the config gives', async () => {
    const { result } = await oneTurn(shell('sleep 60'), { timeoutMs: 200 });
    expect(result).toEqual({
      outcome: 'failed',
      reason: 'the agent did not end within 0.2 s and printed nothing on standard error',
      usage: null,
    });
  });

  test('ends when it is cancelled, with the usage it told so far', async () => {
    const controller = new AbortController();
    const line = `echo '{"usage":{"inputTokens":5,"outputTokens":1}}'; touch started; sleep 60`;
    const agent = shell(line);
    const turn = oneTurn(agent, {
      signal: controller.signal,
      arrange: (workspace) => void whenThere(join(workspace, 'started')).then(() => controller.abort()),
    });
    expect((await turn).result).toEqual({
      outcome: 'failed',
      reason: 'the turn was cancelled',
      usage: { inputTokens: 5, outputTokens: 1, usd: null },
    });
  });

  test.each([['no-such-agent-anywhere'], ['README.md'], ['./README.md/x'], ['./README.md']])(
    '%s cannot be started, and it says what to look at',
    async (program) => {
      const { result } = await oneTurn(agentOf([program], { timeoutMs: 1000 }));
      expect([result.outcome, 'reason' in result && /could not be started: .*PATH/s.test(result.reason)]).toEqual(['failed', true]);
    },
  );

  test('no program is a mistake of the config', () => {
    expect(() => agentOf([])).toThrow('expected a program');
  });
});

async function whenThere(path: string): Promise<void> {
  for (let looks = 0; looks < 1000 && !existsSync(path); looks += 1) await setTimeout(20);
}
