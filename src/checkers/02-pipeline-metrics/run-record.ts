import type { StoredEvent } from '../../domain/event.ts';

/** Something that begins and ends: a stage, a checker on a tree, an attempt of the agent. */
export interface Span {
  readonly kind: 'stage' | 'checker' | 'attempt';
  /** In words, the same for every occurrence: `stage gate of attempt 2`. */
  readonly name: string;
  readonly attempt: number;
  readonly started: StoredEvent;
  /** Position among the run's events. */
  readonly start: number;
  /** Null while it is not finished; the interruption of an attempt finishes it. */
  readonly finished: StoredEvent | null;
  /** Position of `finished`; infinite without one. */
  readonly end: number;
  /** It began again after the factory had died in it: the later span stands for it. */
  readonly isSuperseded: boolean;
}

/** A run as its events tell it. */
export interface RunRecord {
  readonly events: readonly StoredEvent[];
  readonly spans: readonly Span[];
  /** What ended without having begun. */
  readonly orphans: readonly { readonly name: string; readonly event: StoredEvent }[];
  /** Positions of `run.resumed`. */
  readonly resumes: readonly number[];
}

type Edge = Pick<Span, 'kind' | 'name' | 'attempt'> & { readonly side: 'start' | 'end' };

/** Pairs what began with what ended. A span that began twice is two spans. */
export function runRecord(events: readonly StoredEvent[]): RunRecord {
  const spans: Span[] = [];
  const orphans: { name: string; event: StoredEvent }[] = [];
  const resumes: number[] = [];
  const open = new Map<string, number>();
  events.forEach((event, position) => {
    if (event.type === 'run.resumed') resumes.push(position);
    const edge = edgeOf(event);
    if (edge === null) return;
    const { side, ...subject } = edge;
    const at = open.get(subject.name);
    const before = at === undefined ? undefined : spans[at];
    if (side === 'end') {
      if (at === undefined || before === undefined) return void orphans.push({ name: subject.name, event });
      spans[at] = { ...before, finished: event, end: position };
      open.delete(subject.name);
      return;
    }
    // An attempt is never asked twice, so nothing can stand for one that was lost.
    const isBegunAgain = before !== undefined && before.kind !== 'attempt' && resumes.some((resumed) => resumed > before.start);
    if (at !== undefined && before !== undefined && isBegunAgain) spans[at] = { ...before, isSuperseded: true };
    open.set(subject.name, spans.length);
    spans.push({ ...subject, started: event, start: position, finished: null, end: Infinity, isSuperseded: false });
  });
  return { events, spans, orphans, resumes };
}

function edgeOf(event: StoredEvent): Edge | null {
  switch (event.type) {
    case 'stage.started':
    case 'stage.finished': {
      const { stage, attempt } = event.payload;
      return { kind: 'stage', name: `stage ${stage}${ofAttempt(attempt)}`, attempt, side: sideOf(event.type) };
    }
    case 'checker.started':
    case 'checker.finished': {
      const { checker, attempt } = event.payload;
      return { kind: 'checker', name: `checker ${checker}${ofAttempt(attempt)}`, attempt, side: sideOf(event.type) };
    }
    case 'attempt.started':
    case 'attempt.finished':
    case 'attempt.interrupted': {
      const { attempt } = event.payload;
      return { kind: 'attempt', name: `attempt ${attempt}`, attempt, side: sideOf(event.type) };
    }
    default:
      return null;
  }
}

function sideOf(type: string): Edge['side'] {
  return type.endsWith('.started') ? 'start' : 'end';
}

function ofAttempt(attempt: number): string {
  return attempt === 0 ? '' : ` of attempt ${attempt}`;
}
