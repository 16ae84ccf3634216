import type { SeenEvent } from './store-reader.ts';

export const STAGES = [
  'start',
  'agent',
  'capture',
  'checks',
  'build',
  'tests',
  'attest',
  'integrate',
  'release',
  'watch',
  'close',
] as const;

export type KilledStage = (typeof STAGES)[number];

/** What a run was at, by what it and its deployment had told the ledger until then. A step tells when it is over. */
export function stageOf(run: readonly SeenEvent[], deployment: readonly SeenEvent[]): KilledStage {
  let stage: KilledStage = 'start';
  for (const { type, payload } of run) {
    if (type === 'attempt.started') stage = 'agent';
    else if (type === 'attempt.finished' || type === 'attempt.interrupted') stage = 'capture';
    else if (type === 'change.captured') stage = 'checks';
    else if (type === 'checker.finished' && payload.checker === 'style-and-convention') stage = 'build';
    else if (type === 'checker.finished' && payload.checker === 'build-and-compile') stage = 'tests';
    else if (type === 'gate.decided') stage = payload.outcome === 'green' ? 'attest' : 'agent';
    else if (type === 'attestation.signed') stage = 'integrate';
    else if (type === 'change.integrated') stage = 'release';
    else if (type === 'release.concluded') stage = 'close';
  }
  const isOnTrial = deployment.some(({ type }) => type === 'candidate.ready');
  return stage === 'release' && isOnTrial ? 'watch' : stage;
}
