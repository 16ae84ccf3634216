import { fileURLToPath } from 'node:url';
import type { ScriptedTurn } from '../../src/agents/test-agent.ts';

/** What the scripted ACP agent does in one turn, in this order. */
export interface AcpTurn extends ScriptedTurn {
  /** Lines it prints on its standard output before anything else: no messages. */
  readonly noise?: readonly string[];
  /** Leaves session and prompt in `prompt.json`. */
  readonly notes?: boolean;
  /** Says these, each a chunk of a message. */
  readonly say?: readonly string[];
  /** Asks its client these, all at once, and leaves the answers in `answers.json`. `<session>` stands for the session's id. */
  readonly ask?: readonly { readonly method: string; readonly params: object }[];
  /** Does nothing in a session of its own: it expects the one before. */
  readonly onlyResumed?: boolean;
  /** Goes on only when everything it asked was allowed; else it ends its turn. */
  readonly obeys?: boolean;
  /** Bytes of messages it sends as fast as it can. */
  readonly flood?: number;
  /** Asks the same thing this often and reads no answer. */
  readonly nag?: number;
  readonly crash?: boolean;
  /** Never ends; `deaf` does not hear a cancellation either. */
  readonly hang?: 'until-cancelled' | 'deaf';
  /** What it asks its client for after it was told to cancel. */
  readonly askLate?: readonly { readonly method: string; readonly params: object }[];
  /** US dollars of the session so far. */
  readonly cost?: number;
  readonly stopReason?: string;
}

export interface AcpScript {
  readonly turns: readonly AcpTurn[];
  /** Versions of the protocol it speaks. Default: both. */
  readonly versions?: readonly (1 | 2)[];
  /** Whether it can go on with an earlier session. Default: it can. */
  readonly loads?: boolean;
  /** Answers that a login is needed. */
  readonly wantsLogin?: boolean;
}

const PROGRAM = fileURLToPath(new URL('./acp-agent.ts', import.meta.url));

/** The command of an agent that follows a script. */
export function acpCommand(script: AcpScript): readonly string[] {
  return [process.execPath, PROGRAM, JSON.stringify(script)];
}
