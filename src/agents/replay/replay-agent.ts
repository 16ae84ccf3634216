import type { Agent, TurnResult } from '../agent.ts';
import { deleteInside, EditRefused, writeInside } from './edit.ts';
import { parseRecording, type RecordedTurn } from './recording.ts';

export interface ReplayOptions {
  /** The recording itself. */
  readonly script: string;
  /** Where it comes from, for messages. */
  readonly path: string;
}

/**
 * An agent that does what a recording says: turn by turn, whatever the prompt. Which turn it is depends only on how many
 * were finished, so an interrupted one is replayed. Throws UserError when the recording is none.
 */
export function replayAgent(options: ReplayOptions): Agent {
  const turns = parseRecording(options);
  return {
    name: 'replay',
    async turn({ workspace, finishedTurns, signal }) {
      const turn = turns[finishedTurns];
      if (turn === undefined) {
        const reason = `the recording has ${turns.length} ${turns.length === 1 ? 'turn' : 'turns'}, this is turn ${finishedTurns + 1}`;
        return { outcome: 'failed', reason, usage: null };
      }
      return replay(turn, { workspace, signal });
    },
  };
}

/** Makes the edits of one turn in a workspace and answers how it ended. */
async function replay(
  turn: RecordedTurn,
  { workspace, signal }: { readonly workspace: string; readonly signal: AbortSignal },
): Promise<TurnResult> {
  const { usage } = turn;
  const edits = [
    ...turn.delete.map((path) => () => deleteInside(workspace, path)),
    ...Object.entries(turn.write).map(
      ([path, content]) =>
        () =>
          writeInside(workspace, path, content),
    ),
  ];
  try {
    for (const edit of edits) {
      if (signal.aborted) break;
      await edit();
    }
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    return { outcome: 'failed', reason: refusal, usage };
  }
  if (signal.aborted) return { outcome: 'failed', reason: 'the turn was cancelled', usage };
  if (turn.fail !== undefined) return { outcome: 'failed', reason: turn.fail, usage };
  if (turn.cannotSatisfy !== undefined) return { outcome: 'cannot-satisfy', reason: turn.cannotSatisfy, usage };
  return { outcome: 'finished', session: null, usage };
}

/** What the file system or the workspace would not let it do; null for our own bug. */
function refusalOf(error: unknown): string | null {
  if (error instanceof EditRefused) return `the recorded edit is impossible here: ${error.message}`;
  if (error instanceof Error && 'syscall' in error) return `the recorded edit was refused by the system: ${error.message}`;
  return null;
}
