import type { EngineObserver } from '../engine/engine.ts';
import type { CheckerResult } from '../domain/verdict.ts';
import type { RunEnd } from '../pipeline/close.ts';
import type { Factory } from '../pipeline/factory.ts';
import { escape } from '../reporters/escape.ts';
import { jsonText } from '../reporters/json/json-text.ts';
import { findingLines } from '../reporters/pretty/finding-lines.ts';
import { liveView } from '../reporters/pretty/live-view.ts';
import type { Invocation, Terminal } from './command.ts';

const TICK_MS = 100;

export interface RunView {
  readonly observer: EngineObserver;
  stop(): void;
}

interface ViewRequest {
  readonly terminal: Terminal;
  readonly factory: Pick<Factory, 'clock' | 'ledger'>;
  readonly json: boolean;
}

/** Shows a run while it goes: on a terminal with a live status, elsewhere line by line; on standard error. */
export function runView({ terminal, factory, json }: ViewRequest): RunView {
  const { clock, ledger } = factory;
  const { color } = terminal;
  const view = liveView({
    stream: { write: terminal.err, columns: terminal.columns, isTTY: terminal.isInteractive && !json },
    clock,
    start: clock.now(),
    color,
  });
  const timer = setInterval(() => view.tick(), TICK_MS);
  timer.unref();
  return {
    observer: {
      said(event) {
        view.observe(event);
        if (event.type !== 'checker.finished' || event.payload.blocking === 0) return;
        void ledger.kept(event.payload.result).then((text) => {
          if (text !== null) view.print(findingLines(JSON.parse(text) as CheckerResult, { color, columns: terminal.columns }));
        });
      },
    },
    stop() {
      clearInterval(timer);
      view.stop();
    },
  };
}

const EXIT = { green: 0, red: 1, undecided: 3 } as const;

/** Says how a run ended and what to do next; answers the exit code. */
export function tellEnd(
  { run, outcome, reason, commit, isWaiting }: RunEnd,
  { terminal, json, program }: Pick<Invocation, 'terminal' | 'json' | 'program'>,
): number {
  if (json) terminal.out(jsonText({ schemaVersion: 1, run, status: isWaiting ? 'awaiting-merge' : 'finished', outcome, reason, commit }));
  else {
    const next = isWaiting
      ? `Take it with: git merge --ff-only ${reason.match(/jidoka\/\S+/)?.[0] ?? ''}\nThen release it: ${program} runs resume ${run}`
      : `See what happened: ${program} runs show ${run}`;
    terminal.out(`${outcome}: ${escape(reason)}\n${next}\n`);
  }
  return EXIT[outcome];
}
