import { artefactDigest } from '../platform/artefact-digest.ts';
import { foundLevel, levelObjection } from '../platform/found-level.ts';
import { exists } from '../platform/files.ts';
import { join } from 'node:path';
import type { Artefact, DeploymentOutcome } from '../domain/release.ts';
import { AdapterError } from '../domain/error.ts';
import type { RunContext } from '../engine/engine.ts';
import type { Attestation } from '../gate/attestation.ts';
import { policyAt } from '../gate/judging.ts';
import type { Repository } from '../git/repository.ts';
import type { EffectivePolicy } from '../config/effective-policy.ts';
import { installedDigest } from '../workspace/installed-modules.ts';
import type { Factory } from './factory.ts';
import { verifyCommit } from './verify-commit.ts';

export type Released =
  | { readonly kind: 'refused'; readonly reasons: readonly string[] }
  | { readonly kind: 'no-target' }
  | { readonly kind: 'concluded'; readonly outcome: DeploymentOutcome; readonly reason: string };

export interface ReleaseRequest {
  /** Names the deployment: the same id is the same deployment. */
  readonly id: string;
  readonly commit: string;
  readonly run: string | null;
  readonly order: string | null;
  readonly signal: AbortSignal;
}

/** Hands an attested commit to the target and waits for what the target decides. */
export async function release(factory: Factory, request: ReleaseRequest): Promise<Released> {
  const handed = await handOver(factory, request);
  return handed.kind === 'accepted' ? conclusion(factory, handed.policy, request) : handed;
}

type Handed =
  | Exclude<Released, { kind: 'concluded' }>
  | { readonly kind: 'accepted'; readonly policy: EffectivePolicy; readonly artefact: string };

async function handOver(factory: Factory, { id, commit, run, order }: ReleaseRequest): Promise<Handed> {
  const verified = await verifyCommit(factory.repository, commit);
  if (!verified.ok) return { kind: 'refused', reasons: verified.reasons };
  const { attestation, policy } = verified;
  const { trustDomain } = attestation.predicate;
  if (trustDomain !== factory.trustDomain)
    return { kind: 'refused', reasons: [`it was judged in the trust domain ${trustDomain}, and this one is ${factory.trustDomain}`] };
  const tooLow = levelObjection(await foundLevel(), policy.config.sandbox);
  if (tooLow !== null) return { kind: 'refused', reasons: [tooLow] };
  const target = factory.targetFor(policy);
  if (target === null) return { kind: 'no-target' };
  const start = policy.project.commands.start;
  if (start === undefined) return { kind: 'refused', reasons: ['the policy names no start command (commands.start)'] };
  const artefact = await artefactOf(factory.repository, attestation);
  if (typeof artefact === 'string') return { kind: 'refused', reasons: [artefact] };
  await target.release({ id, commit, artefact, start, run, order });
  return { kind: 'accepted', policy, artefact: artefact.digest };
}

/** One release at a time: a run waits until what is on trial is decided. */
async function handOverInTurn(factory: Factory, request: ReleaseRequest): Promise<Handed> {
  for (;;) {
    try {
      return await handOver(factory, request);
    } catch (error) {
      if (!(error instanceof AdapterError && error.code === 'target-busy')) throw error;
      await factory.clock.sleep(POLL_MS, request.signal);
    }
  }
}

/** The frozen build an attestation speaks of, if it and its dependencies are still here, byte for byte; else why not. */
async function artefactOf({ stateDir }: Repository, { artefact: digest, predicate }: Attestation): Promise<Artefact | string> {
  const { kind, key, digest: installed = '' } = predicate.dependencies;
  const dir = join(stateDir, 'artefacts', digest);
  const dependencies = kind === 'none' ? null : { key, dir: join(stateDir, 'dependencies', key), digest: installed };
  const again = 'send its change down the line again with `jidoka run --change`';
  if (!exists(dir)) return `the build ${digest.slice(0, 12)} is not on this machine any more; ${again}`;
  if ((await artefactDigest(dir, key)) !== digest) return `the build ${digest.slice(0, 12)} on this machine is not what was attested`;
  if (dependencies === null) return { digest, dir, dependencies };
  if (!exists(dependencies.dir)) return `the dependencies ${key.slice(0, 12)} are not on this machine any more; ${again}`;
  if ((await installedDigest(dependencies.dir)) !== installed)
    return `the dependencies ${key.slice(0, 12)} on this machine are not what was attested; ${again}`;
  return { digest, dir, dependencies };
}

const POLL_MS = 200;

async function conclusion(
  { targetFor, clock }: Factory,
  policy: EffectivePolicy,
  { id, signal }: ReleaseRequest,
): Promise<Extract<Released, { kind: 'concluded' }>> {
  const target = targetFor(policy);
  for (;;) {
    const deployment = await target?.deployment(id);
    if (deployment != null && deployment.outcome !== 'running')
      return { kind: 'concluded', outcome: deployment.outcome, reason: deployment.reason };
    // It was accepted: somebody has taken the target's state away since, and nobody will ever decide.
    if (deployment === null)
      throw new AdapterError('RELEASE_UNKNOWN', `the target knows nothing of ${id} any more`, {
        hint: 'Cancel the run, and release its commit with `jidoka release`.',
      });
    await clock.sleep(POLL_MS, signal);
  }
}

/** The release stage of a run: asked for once, then waited for, across crashes. */
export async function releaseStage(
  factory: Factory,
  context: RunContext,
  { commit, order }: { readonly commit: string; readonly order: string },
): Promise<Released> {
  const { clock } = factory;
  const id = context.run.replace(/^run-/, 'release-');
  const request = { id, commit, run: context.run, order, signal: context.signal };
  const stage = { stage: 'release', attempt: 0 } as const;
  const handed = await context.step('release', async (record) => {
    record({ type: 'stage.started', payload: stage });
    const at = clock.now();
    const answer = await handOverInTurn(factory, request);
    if (answer.kind === 'accepted') record({ type: 'release.requested', payload: { deployment: id, commit, artefact: answer.artefact } });
    return { kind: answer.kind, reasons: answer.kind === 'refused' ? answer.reasons : [], at };
  });
  return context.step('release/conclude', async (record): Promise<Released> => {
    const concluded =
      handed.kind === 'accepted' ? await conclusion(factory, await policyAt(factory.repository, `${commit}^`), request) : null;
    if (concluded !== null)
      record({ type: 'release.concluded', payload: { deployment: id, outcome: concluded.outcome, reason: concluded.reason } });
    record({ type: 'stage.finished', payload: { ...stage, durationMs: Math.max(0, clock.now() - handed.at) } });
    if (concluded !== null) return concluded;
    return handed.kind === 'no-target' ? { kind: 'no-target' } : { kind: 'refused', reasons: handed.reasons };
  });
}
