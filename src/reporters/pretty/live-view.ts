import type { Event, StoredEvent } from '../../domain/event.ts';
import type { Clock } from '../../platform/clock.ts';
import { eventLine } from './event-line.ts';
import { foldStatus, IDLE, type LiveStatus, statusLines } from './live-status.ts';
import { paint } from './paint.ts';
import { readableColumns } from './wrap.ts';

/** Where a live view goes: `process.stderr` is one. */
export interface LiveStream {
  write(text: string): unknown;
  /** Only a terminal knows. */
  readonly columns?: number | undefined;
  readonly isTTY?: boolean | undefined;
}

export interface LiveViewWorld {
  readonly stream: LiveStream;
  readonly clock: Pick<Clock, 'now'>;
  /** Wall clock, milliseconds: what the time column counts from. */
  readonly start: number;
  readonly color: boolean;
}

/** The story as it happens: lines that stay and, on a terminal, what goes on right now below them. */
export interface LiveView {
  /** Writes the event's line and brings the status up to date. `at`: when an event was said that is not stored; default: now. */
  observe(event: Event | StoredEvent, at?: number): void;
  /** Writes lines that stay, such as findings. */
  print(lines: readonly string[]): void;
  /** Lets the clocks of the status run; ten times a second is enough. */
  tick(): void;
  /** Takes the status away for good; may be called again. Lines are still written after it. */
  stop(): void;
}

export function liveView({ stream, clock, start, color }: LiveViewWorld): LiveView {
  const isLive = stream.isTTY === true;
  const columns = (): number => (isLive ? (stream.columns ?? 80) : readableColumns());
  let status: LiveStatus = IDLE;
  let isStopped = !isLive;
  let drawn: readonly string[] = [];
  let branch: string | null = null;

  /** One write, so that nothing is seen half done. */
  const write = (lines: readonly string[]): void => {
    // One column stays free: a full line leaves the cursor in doubt about its row.
    const next = isStopped ? [] : statusLines(status, { now: clock.now(), columns: columns() - 1 });
    if (lines.length === 0 && next.join('\n') === drawn.join('\n')) return;
    const kept = lines.map((line) => `${line}\n`).join('');
    stream.write(`${toTopOf(drawn)}${kept}${next.map((line) => paint(color)('dim', line)).join('\n')}`);
    drawn = next;
  };

  return {
    observe(event, said = clock.now()) {
      const at = 'time' in event ? Date.parse(event.time) : said;
      status = foldStatus(status, event, at);
      if (event.type === 'run.started') branch = event.payload.branch;
      const line = eventLine(event, { start, at, color, columns: readableColumns(columns()), branch });
      write(line === null ? [] : [line]);
    },
    print: write,
    tick: () => write([]),
    stop() {
      isStopped = true;
      write([]);
    },
  };
}

/** From the end of the status to its beginning, clearing everything behind. */
function toTopOf(drawn: readonly string[]): string {
  if (drawn.length === 0) return '';
  return `\r${drawn.length > 1 ? `\u001b[${drawn.length - 1}A` : ''}\u001b[J`;
}
