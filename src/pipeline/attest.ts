import type { RunContext } from '../engine/engine.ts';
import { signAttestation } from '../gate/attestation.ts';
import type { Judging } from '../gate/judging.ts';
import { sealChain } from '../ledger/ledger.ts';
import type { Factory } from './factory.ts';
import type { Judged } from './judge.ts';
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
  const { clock, ledger, version, trustDomain } = factory;
  const { judging, gate, attempt } = judged;
  return inStage({ context, clock }, { stage: 'attest', attempt, name: `attest/${attempt}` }, async (record) => {
    const signingKey = await trustedKey(factory, judging.change.base);
    // Nothing needed a build so far, so there is none that was judged: a change of text, for example.
    const artefact = judged.artefact ?? (await judging.workspaces.artefact()).digest;
    const head = await sealChain(ledger, { chain: context.run, time: clock.now(), actor: 'jidoka' });
    const { tree, base } = judging.change;
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
      jidoka: version,
      ledgerHead: head,
    });
    const kept = await ledger.keep(envelope);
    record({
      type: 'attestation.signed',
      payload: { tree, base, artefact, keyId: signingKey.keyId, envelope: kept, head },
    });
    return { envelope, artefact };
  });
}
