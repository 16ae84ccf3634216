import { UserError } from '../domain/error.ts';
import type { Artefact } from '../domain/release.ts';
import type { RunContext } from '../engine/engine.ts';
import { signAttestation } from '../gate/attestation.ts';
import type { Judging } from '../gate/judging.ts';
import type { GateResult } from '../gate/run-gate.ts';
import { sealChain } from '../ledger/ledger.ts';
import type { Factory } from './factory.ts';
import { inStage } from './stage.ts';

export interface Attested {
  /** The DSSE envelope, as JSON text. */
  readonly envelope: string;
  readonly artefact: Artefact;
}

/** Signs the verdicts on one tree, together with the ledger's head at this moment. */
export function attest(
  factory: Factory,
  context: RunContext,
  judged: { readonly judging: Judging; readonly gate: GateResult; readonly attempt: number },
): Promise<Attested> {
  const { clock, ledger, signingKey, version, trustDomain } = factory;
  const { judging, gate, attempt } = judged;
  return inStage({ context, clock }, { stage: 'attest', attempt, name: `attest/${attempt}` }, async (record) => {
    if (signingKey === null)
      throw new UserError('NO_SIGNING_KEY', 'there is no signing key', {
        hint: 'Run `jidoka init`, or set JIDOKA_SIGNING_KEY, then `jidoka runs resume`.',
      });
    const artefact = await judging.workspaces.artefact();
    const head = await sealChain(ledger, { chain: context.run, time: clock.now(), actor: 'jidoka' });
    const { tree, base } = judging.change;
    const { config, digest, source } = judging.policy;
    const envelope = signAttestation(signingKey, {
      tree,
      base,
      artefact: artefact.digest,
      gate,
      policy: { digest, phase: config.phase, source },
      sandbox: config.sandbox,
      trustDomain,
      dependencies: await judging.workspaces.dependencies(),
      jidoka: version,
      ledgerHead: head,
    });
    const kept = await ledger.keep(envelope);
    record({
      type: 'attestation.signed',
      payload: { tree, base, artefact: artefact.digest, keyId: signingKey.keyId, envelope: kept, head },
    });
    return { envelope, artefact };
  });
}
