import type { Agent, TurnResult } from '../agents/agent.ts';
import type { Strategy } from '../domain/event.ts';
import type { RunContext } from '../engine/engine.ts';
import type { Prompt } from '../prompts/prompt.ts';
import type { Sandbox } from '../platform/sandbox.ts';
import type { Factory } from './factory.ts';

export interface Attempt {
  readonly attempt: number;
  readonly agent: Agent;
  readonly prompt: Prompt;
  readonly strategy: Strategy;
  readonly finishedTurns: number;
  readonly session: string | null;
  /** Makes tree A, or answers the one the agent's session knows. */
  readonly workspace: () => Promise<string>;
  /** The agent's HOME, kept for the run. */
  readonly home: string;
  readonly sandbox: Sandbox;
  readonly timeoutMs: number;
}

export type Attempted = { readonly kind: 'turn'; readonly result: TurnResult } | { readonly kind: 'interrupted' };

/** Asks the agent once. The intent is in the ledger before the call; a call that a crash cut off is never made again. */
export async function generate({ clock }: Pick<Factory, 'clock'>, context: RunContext, asked: Attempt): Promise<Attempted> {
  const { attempt, agent, prompt, strategy, finishedTurns, session, workspace, home, sandbox, timeoutMs } = asked;
  const stage = { stage: 'generate', attempt } as const;
  const answer = await context.once(
    `generate/${attempt}`,
    [
      { type: 'stage.started', payload: stage },
      { type: 'attempt.started', payload: { attempt, agent: agent.name, promptDigest: prompt.digest, strategy } },
    ],
    async (record) => {
      const started = clock.elapsed();
      const dir = await workspace();
      const turn = { workspace: dir, home, prompt: prompt.text, finishedTurns, session, sandbox, timeoutMs, signal: context.signal };
      const result = await agent.turn(turn);
      const durationMs = clock.elapsed() - started;
      const reason = result.outcome === 'finished' ? null : result.reason;
      record(
        { type: 'attempt.finished', payload: { attempt, outcome: result.outcome, reason, usage: result.usage, durationMs } },
        `agent:${agent.name}`,
      );
      record({ type: 'stage.finished', payload: { ...stage, durationMs } });
      return result;
    },
  );
  if (answer.status === 'finished') return { kind: 'turn', result: answer.value };
  await context.step(`generate/${attempt}/interrupted`, async (record) => {
    record({ type: 'attempt.interrupted', payload: { attempt } });
    record({ type: 'stage.finished', payload: { ...stage, durationMs: 0 } });
  });
  return { kind: 'interrupted' };
}
