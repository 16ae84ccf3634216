import type { Event, StoredEvent } from '../../domain/event.ts';
import { escape } from '../escape.ts';
import { paint } from './paint.ts';
import { short } from './quantity.ts';
import { tellChecker } from './tell-checker.ts';
import { tellFactory } from './tell-factory.ts';
import * as run from './tell-run.ts';
import { aside, step, type Told, warning } from './told.ts';
import { readableColumns, unbroken, wrap } from './wrap.ts';

export interface EventLineContext {
  /** Wall clock, milliseconds: what the first column counts from. */
  readonly start: number;
  /** When it happened, for an event that does not say it itself. */
  readonly at?: number;
  readonly color: boolean;
  /** Default 100. */
  readonly columns?: number;
  /** The branch the run is meant for, when it is known. */
  readonly branch?: string | null;
}

const BLANK_TIME = ' '.repeat(9);

/** An event as a line of the story (broken at the width given), or null when it is not worth one. */
export function eventLine(event: Event | StoredEvent, { start, at, color, columns, branch }: EventLineContext): string | null {
  const told = tell(event, branch ?? null);
  if (told === null) return null;
  const colour = paint(color);
  const time = elapsed(('time' in event ? Date.parse(event.time) : (at ?? Number.NaN)) - start);
  const [first = '', ...others] = wrap(told.text, {
    columns: columns ?? readableColumns(),
    first: `${time} ${told.symbol} `,
    rest: ' '.repeat(12),
  });
  const head = `${colour('dim', time)} ${colour(told.colour, told.symbol)}`;
  return [`${head}${first.slice(BLANK_TIME.length + 2)}`, ...others].join('\n');
}

/** `[ 12.3 s]`; blank for what happened before the story began. */
function elapsed(ms: number): string {
  return ms < 0 || Number.isNaN(ms) ? BLANK_TIME : `[${(ms / 1000).toFixed(1).padStart(5)} s]`;
}

function tell(event: Event, branch: string | null): Told | null {
  switch (event.type) {
    case 'release.refused':
      return run.tellReasons(`Commit ${escape(short(event.payload.commit))} is refused for release`, event.payload.reasons);
    case 'run.started':
      return run.tellStart(event.payload);
    case 'run.resumed':
      return step('The run goes on where it had stopped.');
    case 'stage.started':
      return run.tellStage(event.payload);
    case 'attempt.started':
      return run.tellAttempt(event.payload);
    case 'attempt.finished':
      return run.tellTurn(event.payload);
    case 'attempt.interrupted':
      return warning(`Attempt ${event.payload.attempt} was interrupted while the agent worked. It counts, and is not repeated.`);
    case 'change.captured':
      return run.tellCapture(event.payload);
    case 'change.refused':
      return run.tellReasons('What the agent left behind cannot be a change', event.payload.reasons);
    case 'checker.finished':
      return tellChecker(event.payload);
    case 'gate.decided':
      return run.tellGate(event.payload);
    case 'repair.requested':
      return run.tellRepair(event.payload);
    case 'attestation.signed':
      return run.tellAttestation(event.payload);
    case 'change.integrated':
      return run.tellIntegration(event.payload);
    case 'merge.awaited':
      return warning(
        `${branch === null ? 'The branch it is meant for' : escape(branch, { limit: 200 })} is checked out somewhere, so nobody moved it: the change waits on ${escape(event.payload.branch, { limit: 200 })}. To take it: ${unbroken(escape(event.payload.command))}`,
      );
    case 'release.attested':
      return aside(`How the release ended is signed (key ${escape(short(event.payload.keyId))}).`);
    case 'release.concluded':
      return run.tellConclusion(event.payload);
    case 'run.finished':
      return run.tellEnd(event.payload);
    // Seals belong to the ledger; beginnings and ends are told by what happens between them, a request by the deployment.
    case 'chain.sealed':
    case 'stage.finished':
    case 'step.finished':
    case 'checker.started':
    case 'release.requested':
      return null;
    // The factory's own, then a deployment's; what is left over by all is an error of the compiler.
    default:
      return tellFactory(event);
  }
}
