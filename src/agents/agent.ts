import type { Sandbox } from '../platform/sandbox.ts';

/** One turn of an agent: it edits the workspace, and that is all that counts. */
export interface Turn {
  /** The plain directory it edits (tree A). */
  readonly workspace: string;
  /** A HOME that is kept for the turns of one run, so that a session can go on. Nothing else is in it. */
  readonly home: string;
  readonly prompt: string;
  /** Finished turns of this run so far: a recorded agent replays the one after. */
  readonly finishedTurns: number;
  /** What `TurnResult.session` said last time when the same session should go on; null for a fresh one. */
  readonly session: string | null;
  readonly sandbox: Sandbox;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly usd: number | null;
}

export type TurnResult =
  | { readonly outcome: 'finished'; readonly session: string | null; readonly usage: Usage | null }
  /** A normal, unpunished outcome that goes to the operator. */
  | { readonly outcome: 'cannot-satisfy'; readonly reason: string; readonly usage: Usage | null }
  /** The agent itself broke: it could not be started, hung, or ended with an error. */
  | { readonly outcome: 'failed'; readonly reason: string; readonly usage: Usage | null };

export interface Agent {
  readonly name: string;
  /** Expected ends are values; rejects only for our own bugs. */
  turn(turn: Turn): Promise<TurnResult>;
}
