import type { RunRecord, Span } from './run-record.ts';

interface TimeAccount {
  /** Wall time of the run up to its close, without the time that no duration can account for. */
  readonly wholeMs: number;
  /** Sum of the durations the stages told. */
  readonly partsMs: number;
}

/** Positions of two events: the time between them is left out. */
type Gap = readonly [from: number, to: number];

/**
 * What the stages told against the wall clock; null before the run closes. A duration is measured within one process: a
 * stage the factory died in is left out of both sides, and so is the time until the first event after the resumption.
 */
export function timeAccount({ events, spans, resumes }: RunRecord): TimeAccount | null {
  const stages = spans.filter(({ kind }) => kind === 'stage');
  const begin = events.findIndex(({ type }) => type === 'run.started');
  const over = endOf(events, stages);
  if (begin === -1 || over === -1) return null;
  const between = ([from, to]: Gap) => Date.parse(events[to]?.time ?? '') - Date.parse(events[from]?.time ?? '');
  const gaps = merged(resumes.filter((resumed) => resumed < over).map((resumed) => gapAround(resumed, { stages, over })));
  const whole = stages.filter(({ start, end }) => end <= over && !resumes.some((resumed) => start < resumed && resumed < end));
  return {
    wholeMs: between([begin, over]) - sum(gaps.map(between)),
    partsMs: sum(whole.map(({ finished }) => (finished?.type === 'stage.finished' ? finished.payload.durationMs : 0))),
  };
}

/** Where the account ends: at the end of the close or, while it is going on, at its start; -1 before it. */
function endOf(events: RunRecord['events'], stages: readonly Span[]): number {
  const close = stages.findLast(({ started }) => started.type === 'stage.started' && started.payload.stage === 'close');
  if (close === undefined) return events.findLastIndex(({ type }) => type === 'run.finished');
  return close.finished === null ? close.start : close.end;
}

function gapAround(resumed: number, { stages, over }: { readonly stages: readonly Span[]; readonly over: number }): Gap {
  const torn = stages.findLast(({ start }) => start < resumed);
  const wentOn = Math.min(resumed + 1, over);
  if (torn === undefined || torn.end < resumed) return [resumed - 1, wentOn];
  return [torn.start, torn.finished === null ? wentOn : Math.min(torn.end, over)];
}

function merged(gaps: readonly Gap[]): Gap[] {
  const apart: Gap[] = [];
  for (const [from, to] of gaps.toSorted((a, b) => a[0] - b[0])) {
    const last = apart.at(-1);
    if (last !== undefined && from <= last[1]) apart[apart.length - 1] = [last[0], Math.max(last[1], to)];
    else apart.push([from, to]);
  }
  return apart;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
