import type { RunContext } from '../engine/engine.ts';
import { networkOf, type Provenance, signAttestation } from '../gate/attestation.ts';
import type { Judging } from '../gate/judging.ts';
import type { GateResult } from '../gate/run-gate.ts';
import { originOf, sealChain } from '../ledger/ledger.ts';
import { requireLevel } from '../platform/found-level.ts';
import { keepCheckpoint } from './checkpoints.ts';
import type { EventOf } from '../domain/event.ts';
import type { Factory } from './factory.ts';
import type { Judged } from './judge.ts';
import { provenanceOf } from './provenance.ts';
import { inStage } from './stage.ts';
import { trustedKey } from './trusted-key.ts';

export interface Attested {
  /** The DSSE envelope, as JSON text. */
  readonly envelope: string;
  /** Digest of the build that was attested. */
  readonly artefact: string;
}

/** Signs the verdicts on one tree, together with the ledger's head at this moment. */
export function attest(
  factory: Factory,
  context: RunContext,
  judged: Judged & { readonly judging: Judging; readonly attempt: number },
): Promise<Attested> {
  const { judging, gate, attempt } = judged;
  return inStage({ context, clock: factory.clock }, { stage: 'attest', attempt, name: `attest/${attempt}` }, async (record) => {
    // Nothing needed a build so far, so there is none that was judged: a change of text, for example.
    const artefact = judged.artefact ?? (await judging.workspaces.artefact()).digest;
    const provenance = await provenanceOf(factory, { run: context.run, change: judging.change });
    const { envelope, event } = await signGate(factory, { chain: context.run, judging, gate, artefact, provenance });
    record(event);
    return { envelope, artefact };
  });
}

export interface GateToSign {
  /** The chain whose events say how it was judged. */
  readonly chain: string;
  readonly judging: Judging;
  readonly gate: GateResult;
  readonly artefact: string;
  /** Null where no agent took part. */
  readonly provenance: Provenance | null;
}

/** Seals the chain so far, signs, and keeps the envelope; the event is to be written behind it. */
export async function signGate(
  factory: Factory,
  { chain, judging, gate, artefact, provenance }: GateToSign,
): Promise<{ readonly envelope: string; readonly event: EventOf<'attestation.signed'> }> {
  const { clock, ledger, version, trustDomain } = factory;
  const { tree, base } = judging.change;
  const signingKey = await trustedKey(factory, base);
  await requireLevel(judging.policy.config.sandbox);
  const head = await sealChain(ledger, { chain, time: clock.now(), actor: 'jidoka' });
  const { config, digest, source } = judging.policy;
  const envelope = signAttestation(signingKey, {
    tree,
    base,
    artefact,
    gate,
    policy: { digest, phase: config.phase, source },
    sandbox: judging.sandbox,
    trustDomain,
    dependencies: await judging.workspaces.dependencies(),
    network: networkOf(judging.sandbox, config.agent?.name === 'replay' ? [] : (config.agent?.network ?? [])),
    env: config.env.filter((name) => factory.callerEnv[name] !== undefined).toSorted(),
    ...(provenance === null ? {} : { provenance }),
    jidoka: version,
    ledgerHead: { ...head, ledger: (await originOf(ledger)) ?? head.hash },
  });
  const kept = await ledger.keep(envelope);
  await keepCheckpoint(factory.repository, { base, envelope, digest: kept });
  const payload = { tree, base, artefact, keyId: signingKey.keyId, envelope: kept, head };
  return { envelope, event: { type: 'attestation.signed', payload } };
}
