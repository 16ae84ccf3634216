import type { Clock } from '../platform/clock.ts';
import type { HardCheck, Probe, Rollout } from '../targets/target.ts';
import { hardBreach } from './judge.ts';

const PAUSE_MS = 50;
/** Answers whose median is compared with that of as many before them. */
const WINDOW = 8;
/** Two medians this near to each other count as settled. */
const SETTLED_WITHIN = 0.2;
const SETTLED_WITHIN_MS = 1;

export type WarmUp =
  | { readonly ready: true; readonly p50Ms: number; readonly warmUpMs: number }
  | { readonly ready: false; readonly cause: 'start' | 'hard-check'; readonly reason: string };

/**
 * Waits until the candidate answers as itself, then asks it until its median response time settles, at most `warmUpSeconds` in all.
 * Only hard checks decide here: a cold cache is no regression.
 */
export async function warmUp({
  clock,
  rollout,
  signal,
}: {
  readonly clock: Clock;
  readonly rollout: Rollout;
  readonly signal: AbortSignal;
}): Promise<WarmUp> {
  const started = clock.elapsed();
  const limitMs = rollout.watch.warmUpSeconds * 1000;
  const isOver = (): boolean => clock.elapsed() - started >= limitMs;
  let check: HardCheck = await rollout.check('candidate');
  while (!check.ok) {
    if (check.gone) return { ready: false, cause: 'start', reason: check.reason };
    if (isOver()) return { ready: false, cause: 'start', reason: `not ready after ${rollout.watch.warmUpSeconds} s: ${check.reason}` };
    await clock.sleep(PAUSE_MS, signal);
    check = await rollout.check('candidate');
  }
  const durations: number[] = [];
  let failures = 0;
  for (let turn = 0; !isOver() && !hasSettled(durations); turn += 1) {
    check = await rollout.check('candidate');
    failures = check.ok ? 0 : failures + 1;
    const breach = check.ok ? null : hardBreach({ failures, gone: check.gone, reason: check.reason });
    if (breach !== null) return { ready: false, cause: 'hard-check', reason: breach.reason };
    const probe: Probe | undefined = rollout.probes[turn % rollout.probes.length];
    const before = clock.elapsed();
    // The answer's status does not count yet, only how long it took.
    if (probe === undefined) await rollout.check('candidate');
    else await rollout.probe('candidate', probe);
    durations.push(clock.elapsed() - before);
    await clock.sleep(PAUSE_MS / 2, signal);
  }
  return { ready: true, p50Ms: median(durations.slice(-WINDOW)), warmUpMs: clock.elapsed() - started };
}

function hasSettled(durations: readonly number[]): boolean {
  if (durations.length < 2 * WINDOW) return false;
  const now = median(durations.slice(-WINDOW));
  const before = median(durations.slice(-2 * WINDOW, -WINDOW));
  return Math.abs(now - before) <= Math.max(SETTLED_WITHIN_MS, SETTLED_WITHIN * before);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const at = (index: number): number => sorted[index] ?? 0;
  return sorted.length % 2 === 1 ? at(Math.floor(middle)) : (at(middle - 1) + at(middle)) / 2;
}
