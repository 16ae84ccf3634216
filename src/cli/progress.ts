import { systemClock } from '../platform/clock.ts';
import { escape } from '../reporters/escape.ts';
import type { Terminal } from './command.ts';

const PERIOD_MS = 200;

/** One line of progress on a terminal's standard error, with the seconds it takes; elsewhere nothing. */
export function progress(terminal: Terminal): { show(text: string | null): void } {
  const { err, isInteractive } = terminal;
  let timer: NodeJS.Timeout | undefined;
  return {
    show(text) {
      clearInterval(timer);
      if (!isInteractive) return;
      err('\r\u001b[K');
      if (text === null) return;
      const started = systemClock.elapsed();
      const draw = () =>
        err(`\r\u001b[K${escape(text, { limit: terminal.columns - 10 })} ${((systemClock.elapsed() - started) / 1000).toFixed(0)} s`);
      timer = setInterval(draw, PERIOD_MS);
      timer.unref();
    },
  };
}
