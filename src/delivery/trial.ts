import { AdapterError } from '../domain/error.ts';
import type { Clock } from '../platform/clock.ts';
import type { Rollout } from '../targets/target.ts';
import { collectEvidence, type Collector } from './evidence.ts';
import { startHardChecks, type HardChecks } from './hard-checks.ts';
import { hardBreach, judge, type Evidence, type Judgement } from './judge.ts';
import { startProbes } from './probes.ts';
import { warmUp } from './warm-up.ts';

/** Harm was found. */
export interface Breach {
  readonly cause: 'start' | 'hard-check' | 'errors';
  readonly reason: string;
  /** `Clock.elapsed` at its first sign: what detection time is counted from. */
  readonly since: number;
}

export type TrialEnding =
  | { readonly verdict: 'healthy' | 'insufficient'; readonly reason: string }
  | ({ readonly verdict: 'breached' } & Breach);

/** Start, warm up, then look after look with more and more traffic. */
export async function runTrial(clock: Clock, rollout: Rollout, signal: AbortSignal): Promise<TrialEnding> {
  const deadline = clock.elapsed() + rollout.startedAt + rollout.watch.deadlineSeconds * 1000 - clock.now();
  const began = clock.elapsed();
  let address: { pid: number; port: number };
  try {
    address = await rollout.start();
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    return { verdict: 'breached', cause: 'start', reason: `The candidate could not be started: ${error.message}`, since: began };
  }
  const warm = await warmUp({ clock, rollout, signal });
  if (!warm.ready)
    return { verdict: 'breached', cause: warm.cause, reason: `The candidate did not come up: ${warm.reason}.`, since: began };
  const deployment = rollout.release.id;
  const { p50Ms, warmUpMs } = warm;
  await rollout.record({ type: 'candidate.ready', payload: { deployment, ...address, p50Ms, warmUpMs } });

  const evidence = collectEvidence();
  await using candidate = startHardChecks({ clock, rollout, side: 'candidate' });
  await using stable = startHardChecks({ clock, rollout, side: 'stable' });
  await using probes = startProbes({ clock, rollout, evidence });
  const background = [candidate.ended, probes.ended, ...(rollout.previous === null ? [] : [stable.ended])];
  // With nothing to compare with, shares have no meaning: the first release answers everybody from the start.
  const weights = rollout.previous === null ? [100] : rollout.watch.weights;
  let step = Math.max(0, weights.indexOf(rollout.percent));
  await shift(rollout, weights[step] ?? 100);
  for (let look = 1, measuredLooks = 0, measured = 0; ; look += 1) {
    const lookMs = Math.min(rollout.watch.lookSeconds * 1000, Math.max(0, deadline - clock.elapsed()));
    await pause({ clock, ms: lookMs, signal, background });
    await candidate.latest();
    evidence.add(rollout.takeTraffic());
    if (evidence.collected.candidate.requests > measured) measuredLooks += 1;
    measured = evidence.collected.candidate.requests;
    const seen = atLook({ rollout, evidence, candidate, stable, measuredLooks });
    const judgement = judge(seen);
    await recordLook(rollout, look, seen, judgement);
    const isLast = step === weights.length - 1;
    if (judgement.verdict === 'breached') return { ...judgement, since: firstSign(clock, candidate, evidence) };
    if (judgement.verdict === 'healthy' && isLast) return judgement;
    if (clock.elapsed() >= deadline) {
      return { verdict: 'insufficient', reason: `Nothing proven after ${rollout.watch.deadlineSeconds} s. ${judgement.reason}` };
    }
    if (!isLast) await shift(rollout, weights[(step += 1)] ?? 100);
  }
}

async function shift(rollout: Rollout, percent: number): Promise<void> {
  await rollout.shift(percent);
  await rollout.record({ type: 'traffic.shifted', payload: { deployment: rollout.release.id, percent } });
}

interface Pause {
  readonly clock: Clock;
  readonly ms: number;
  readonly signal: AbortSignal;
  readonly background: readonly AbortSignal[];
}

/** Waits for the next look; shorter when something in the background ended, and rejects when that broke. */
export async function pause({ clock, ms, signal, background }: Pause): Promise<void> {
  try {
    await clock.sleep(ms, AbortSignal.any([signal, ...background]));
  } catch (error) {
    if (signal.aborted || !background.some((one) => one.aborted)) throw error;
  }
  signal.throwIfAborted();
  const broken = background.find((one) => one.aborted && one.reason instanceof Error && one.reason.name !== 'AbortError');
  if (broken !== undefined) throw broken.reason;
}

interface Look {
  readonly rollout: Rollout;
  readonly evidence: Collector;
  readonly candidate: HardChecks;
  readonly stable: HardChecks;
  readonly measuredLooks: number;
}

export function atLook({ rollout, evidence, candidate, stable, measuredLooks }: Look): Evidence {
  const { stable: arm, stableStrict, ...collected } = evidence.collected;
  return {
    percent: rollout.percent,
    hard: candidate.state,
    candidate: collected.candidate,
    candidateRate: collected.candidateRate,
    candidateStrict: collected.candidateStrict,
    stable: rollout.previous === null ? null : { arm, strict: stableStrict, hard: stable.state },
    e: collected.e,
    measuredLooks,
  };
}

/** When harm could first be seen: what detection time is counted from. */
export function firstSign(clock: Clock, candidate: HardChecks, evidence: Collector): number {
  if (hardBreach(candidate.state) !== null) return candidate.failingSince ?? clock.elapsed();
  return evidence.collected.firstErrorAt ?? clock.elapsed();
}

async function recordLook(rollout: Rollout, look: number, seen: Evidence, { verdict, reason }: Judgement): Promise<void> {
  const { percent, candidate, candidateRate, stable, e } = seen;
  await rollout.record({
    type: 'watch.looked',
    payload: {
      deployment: rollout.release.id,
      look,
      percent,
      candidate,
      stable: stable?.arm ?? { requests: 0, errors: 0 },
      e,
      candidateErrorRate: candidateRate,
      verdict,
      reason,
    },
  });
}
