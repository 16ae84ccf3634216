import { describe, expect, test } from 'vitest';
import { BEFORE, oneTurn } from '../../test/rig/one-turn.ts';
import type { Agent, TurnResult, Usage } from './agent.ts';

/** What an agent under test is told to do in one turn. */
export interface ScriptedTurn {
  readonly write?: Readonly<Record<string, string>>;
  readonly delete?: readonly string[];
  readonly cannotSatisfy?: string;
  readonly fail?: string;
  readonly usage?: Usage;
}

export interface AgentUnderTest {
  /** An agent that does this, turn by turn. */
  create(script: readonly ScriptedTurn[]): Agent;
}

const USAGE: Usage = { inputTokens: 1200, outputTokens: 34, usd: 0.05 };

/** The contract of an agent: every implementation passes it. */
export function testAgent(name: string, { create }: AgentUnderTest): void {
  describe(`${name} keeps the contract of an agent`, () => {
    test('edits its workspace, and nothing beside it', async () => {
      const script = [
        { write: { 'README.md': '# After\n', 'src/deep/new.ts': 'export const a = "ü";\n' }, delete: ['src/old.ts'], usage: USAGE },
      ];
      const { result, files } = await oneTurn(create(script));
      expect({ result: withoutSession(result), files }).toEqual({
        result: { outcome: 'finished', usage: USAGE },
        files: {
          'beside/secret.txt': 'not yours\n',
          'workspace/README.md': '# After\n',
          'workspace/src/deep/new.ts': 'export const a = "ü";\n',
          'workspace/src/kept.ts': 'export {};\n',
        },
      });
    });

    test('replays the turn behind the finished ones', async () => {
      const script = [{ write: { 'turn.txt': 'one' } }, { write: { 'turn.txt': 'two' } }];
      const { result, files } = await oneTurn(create(script), { finishedTurns: 1 });
      expect({ result: withoutSession(result), turn: files['workspace/turn.txt'] }).toEqual({
        result: { outcome: 'finished', usage: null },
        turn: 'two',
      });
    });

    test('answers that an order cannot be satisfied', async () => {
      const { result } = await oneTurn(create([{ cannotSatisfy: 'the criteria contradict each other', usage: USAGE }]));
      expect(result).toEqual({ outcome: 'cannot-satisfy', reason: 'the criteria contradict each other', usage: USAGE });
    });

    test('its own failure is a value, with the reason', async () => {
      const { result } = await oneTurn(create([{ fail: 'no model answers' }]));
      expect({ outcome: result.outcome, says: 'reason' in result && result.reason.includes('no model answers') }).toEqual({
        outcome: 'failed',
        says: true,
      });
    });

    test('a turn that was cancelled before it began touches nothing', async () => {
      const { result, files } = await oneTurn(create([{ write: { 'README.md': 'late' } }]), { signal: AbortSignal.abort() });
      expect({ result, files }).toEqual({
        result: { outcome: 'failed', reason: 'the turn was cancelled', usage: result.usage },
        files: BEFORE,
      });
    });

    test('a workspace that is gone is a value', async () => {
      const { result } = await oneTurn(create([{ write: { 'README.md': 'late' } }]), { workspace: 'missing' });
      expect(result.outcome).toBe('failed');
    });
  });
}

function withoutSession(result: TurnResult): Omit<TurnResult, 'session'> {
  if (result.outcome !== 'finished') return result;
  const { session: _, ...rest } = result;
  return rest;
}
