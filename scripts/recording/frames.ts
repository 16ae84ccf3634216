import type { TerminalLine } from './terminal-lines.ts';

/** From `atMs` on, the first `lines` lines are there. */
export interface Frame {
  readonly atMs: number;
  readonly lines: number;
}

export interface Film {
  readonly frames: readonly Frame[];
  /** Of the film, with the last frame's hold. */
  readonly durationMs: number;
  readonly realMs: number;
}

export interface FilmTiming {
  /** Longer waits are shown as long as this. */
  readonly longestWaitMs: number;
  /** The film stands still behind these lines, so that what was said can be read. */
  readonly holds: readonly { readonly after: RegExp; readonly ms: number }[];
  readonly lastMs: number;
}

/** The film of a terminal's lines: real times, long waits shortened, holds added. */
export function filmOf(lines: readonly TerminalLine[], { longestWaitMs, holds, lastMs }: FilmTiming): Film {
  const frames: Frame[] = [];
  let shownMs = 0;
  let realMs = 0;
  let hold = 0;
  for (const [index, { atMs, spans }] of lines.entries()) {
    const wait = Math.max(hold, Math.min(atMs - realMs, longestWaitMs));
    shownMs += wait;
    realMs = atMs;
    // Lines of one moment are one frame.
    if (wait < 1 && frames.length > 0) frames.pop();
    frames.push({ atMs: shownMs, lines: index + 1 });
    const text = spans.map((span) => span.text).join('');
    hold = Math.max(0, ...holds.filter(({ after }) => after.test(text)).map(({ ms }) => ms));
  }
  return { frames, durationMs: shownMs + lastMs, realMs };
}
