import type { StoredEvent } from '../domain/event.ts';
import type { CheckerResult } from '../domain/verdict.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { eventLine } from '../reporters/pretty/event-line.ts';
import { findingLines } from '../reporters/pretty/finding-lines.ts';

const PERIOD_MS = 150;

export interface Narrator {
  /** Tells what is in the ledger and not told yet. */
  catchUp(): Promise<void>;
  stop(): Promise<void>;
}

export interface NarratorOptions {
  readonly ledger: Ledger;
  readonly out: (text: string) => void;
  /** Wall clock, milliseconds: what the first column counts from. */
  readonly start: number;
  readonly color: boolean;
  readonly columns: number;
}

/** Reads the ledger as it grows, whoever writes it, and tells each event that is worth a line. It knows nothing else. */
export function narrate({ ledger, out, start, color, columns }: NarratorOptions): Narrator {
  let told = 0;
  let queue = Promise.resolve();
  const tell = async (event: StoredEvent) => {
    const line = eventLine(event, { start, color, columns });
    if (line !== null) out(`${line}\n`);
    if (event.type !== 'checker.finished' || event.payload.blocking === 0) return;
    const text = await ledger.kept(event.payload.result);
    if (text === null) throw new RangeError(`the ledger does not hold the result ${event.payload.result} that it names`);
    out(
      findingLines(JSON.parse(text) as CheckerResult, { color, columns })
        .map((found) => `${found}\n`)
        .join(''),
    );
  };
  const catchUp = () => {
    queue = queue.then(async () => {
      for (const event of await ledger.read({ after: told })) {
        await tell(event);
        told = event.sequence;
      }
    });
    return queue;
  };
  const timer = setInterval(() => void catchUp(), PERIOD_MS);
  return {
    catchUp,
    async stop() {
      clearInterval(timer);
      await catchUp();
    },
  };
}
