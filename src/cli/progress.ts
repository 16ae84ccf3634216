import { systemClock } from '../platform/clock.ts';
import { escape } from '../reporters/escape.ts';
import type { Terminal } from './command.ts';

const PERIOD_MS = 200;

/** Where nobody watches, so much time passes before a line is written; then twice as much. */
const QUIET_MS = 10_000;

/**
 * What goes on, on standard error: on a terminal one line that is written over, with the seconds it takes. Elsewhere a line for what takes
 * long, and again when it has taken twice as long: a log that says nothing for minutes looks like a program that hangs.
 */
export function progress(terminal: Terminal): { show(text: string | null): void } {
  const { err, isInteractive } = terminal;
  let timer: NodeJS.Timeout | undefined;
  const line = (text: string, started: number) =>
    `${escape(text, { limit: terminal.columns - 10 })} ${((systemClock.elapsed() - started) / 1000).toFixed(0)} s`;
  const tellLater = (text: string, started: number, quietMs: number) => {
    timer = setTimeout(() => {
      err(`jidoka: ${line(text, started)}\n`);
      tellLater(text, started, quietMs * 2);
    }, quietMs).unref();
  };
  return {
    show(text) {
      // Clears either kind.
      clearInterval(timer);
      if (isInteractive) err('\r\u001b[K');
      if (text === null) return;
      const started = systemClock.elapsed();
      if (isInteractive) timer = setInterval(() => err(`\r\u001b[K${line(text, started)}`), PERIOD_MS).unref();
      else tellLater(text, started, QUIET_MS);
    },
  };
}

/** What a checker is at: its name, and what its commands do now. */
export function checkProgress(terminal: Terminal): {
  readonly onChecker: (id: string, state: 'started' | 'finished') => void;
  readonly onActivity: (words: string | null) => void;
  readonly end: () => void;
} {
  const line = progress(terminal);
  let checker: string | null = null;
  const show = (words: string | null) => line.show(checker === null ? words : `checking: ${checker}${words === null ? '' : `, ${words}`}`);
  return {
    onChecker(id, state) {
      checker = state === 'started' ? id : null;
      show(null);
    },
    onActivity: show,
    end: () => line.show(null),
  };
}
