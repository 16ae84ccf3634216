import type { EngineObserver } from '../engine/engine.ts';
import type { Event, EventType, StoredEvent } from '../domain/event.ts';
import type { CheckerResult } from '../domain/verdict.ts';
import type { RunEnd } from '../pipeline/close.ts';
import type { Factory } from '../pipeline/factory.ts';
import { escape } from '../reporters/escape.ts';
import { jsonText } from '../reporters/json/json-text.ts';
import { findingLines } from '../reporters/pretty/finding-lines.ts';
import { type LiveView, liveView } from '../reporters/pretty/live-view.ts';
import type { Invocation, Terminal } from './command.ts';

const TICK_MS = 100;
const LOOK_MS = 200;
/** Looks at the ledger for the end of a deployment that is decided: two seconds. */
const LAST_LOOKS = 10;

export interface RunView {
  readonly observer: EngineObserver;
  /** Waits a moment for all that is written about a deployment that ended this way, and shows it. */
  concluded(outcome: keyof typeof END): Promise<void>;
  /** Shows what is left and takes the status away. */
  stop(): Promise<void>;
}

interface ViewRequest {
  readonly terminal: Terminal;
  readonly factory: Pick<Factory, 'clock' | 'ledger'>;
  readonly json: boolean;
  /** Null: a deployment without a run. */
  readonly run: string | null;
  /** The deployment to follow; default: the one that the run asks for. */
  readonly deployment?: string;
}

/** Shows a run or a release while it goes: on a terminal with a live status, elsewhere line by line; on standard error. */
export function runView({ terminal, factory, json, run, deployment: known }: ViewRequest): RunView {
  const { clock, ledger } = factory;
  const { color } = terminal;
  const view = viewOn(terminal, { clock, json });
  // Everything is printed in one queue, so that no finding lands below what came after it.
  let queue = Promise.resolve();
  const next = (turn: () => Promise<void>): Promise<void> => {
    queue = queue.then(turn).catch((error: unknown) => view.print([`! what happens cannot be shown: ${escape(String(error))}`]));
    return queue;
  };
  const deployment = deploymentReader({ ledger, run, known: known ?? null });
  const tellDeployment = async () => {
    for (const event of await deployment.news()) view.observe(event);
  };
  // The target decides, then its supervisor writes down what it did: that comes before the conclusion.
  const tellRest = async (outcome: keyof typeof END) => {
    await tellDeployment();
    for (let left = LAST_LOOKS; left > 0 && !deployment.hasTold(END[outcome]); left -= 1) {
      await clock.sleep(LOOK_MS);
      await tellDeployment();
    }
  };
  const tell = async (event: Event, at: number) => {
    if (event.type === 'release.concluded') await tellRest(event.payload.outcome);
    view.observe(event, at);
    if (event.type !== 'checker.finished') return;
    const text = await ledger.kept(event.payload.result);
    if (text === null) return;
    const result = JSON.parse(text) as CheckerResult;
    view.print(findingLines(result, { color, columns: terminal.columns }));
  };
  const ticks = setInterval(() => view.tick(), TICK_MS);
  const looks = setInterval(() => void next(tellDeployment), LOOK_MS);
  return {
    observer: {
      waits: (runs) => void next(async () => view.print([waitingLine(runs)])),
      said(event) {
        const at = clock.now();
        void next(() => tell(event, at));
        if (event.type === 'release.requested') deployment.follow(event.payload.deployment);
      },
    },
    concluded: (outcome) => next(() => tellRest(outcome)),
    async stop() {
      clearInterval(looks);
      await next(tellDeployment);
      clearInterval(ticks);
      view.stop();
    },
  };
}

/** Why nothing happens yet. */
export function waitingLine(runs: readonly string[]): string {
  return `waits for ${runs.join(', ')}, which may change the same files`;
}

function viewOn(terminal: Terminal, { clock, json }: Pick<Factory, 'clock'> & { readonly json: boolean }): LiveView {
  return liveView({
    stream: {
      write: terminal.err,
      get columns() {
        return terminal.columns;
      },
      isTTY: terminal.isInteractive && !json,
    },
    clock,
    start: clock.now(),
    color: terminal.color,
  });
}

/** What the supervisor has written when all is said about a deployment that ended this way. */
const END = { promoted: 'deployment.promoted', 'rolled-back': 'ticket.filed', insufficient: 'deployment.rolled-back' } as const;

/** Reads what another process, the target's supervisor, writes about the release of a run. */
function deploymentReader({
  ledger,
  run,
  known,
}: {
  readonly ledger: Factory['ledger'];
  readonly run: string | null;
  readonly known: string | null;
}) {
  let followed = known;
  let isLookedUp = run === null;
  let after = 0;
  const told = new Set<string>();
  return {
    follow(deployment: string) {
      followed = deployment;
    },
    hasTold: (type: EventType) => told.has(type),
    async news(): Promise<readonly StoredEvent[]> {
      if (followed === null && !isLookedUp && run !== null) {
        // A run that is resumed may have asked for its release before it was interrupted.
        const [requested] = await ledger.read({ chain: run, types: ['release.requested'] });
        if (requested?.type === 'release.requested') followed = requested.payload.deployment;
        isLookedUp = true;
      }
      if (followed === null) return [];
      const events = await ledger.read({ chain: `deployment-${followed}`, after });
      after = events.at(-1)?.sequence ?? after;
      for (const { type } of events) told.add(type);
      return events;
    },
  };
}

const EXIT = { green: 0, red: 1, undecided: 3 } as const;

/** Says how a run ended and what to do next; answers the exit code. */
export function tellEnd(
  { run, outcome, reason, commit, awaits }: RunEnd,
  { terminal, json, program }: Pick<Invocation, 'terminal' | 'json' | 'program'>,
): number {
  if (json)
    terminal.out(jsonText({ schemaVersion: 1, run, status: awaits === null ? 'finished' : 'awaiting-merge', outcome, reason, commit }));
  else {
    const next =
      awaits === null
        ? `See what happened: ${program} runs show ${run}`
        : `Take it with: git merge --ff-only ${reason.match(/jidoka\/\S+/)?.[0] ?? ''}\nThen ${awaits} ${awaits === 'release' ? 'it' : 'the run'}: ${program} runs resume ${run}`;
    terminal.out(`${outcome}: ${escape(reason)}\n${next}\n`);
  }
  return EXIT[outcome];
}
