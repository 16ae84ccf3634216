import { AdapterError, UserError } from '../domain/error.ts';
import type { EventOf } from '../domain/event.ts';
import type { DeploymentOutcome } from '../domain/release.ts';
import { parseNote, writeNoteText } from '../gate/attestation-note.ts';
import { readEvidence, signEvidence } from '../gate/release-evidence.ts';
import { readNote, writeNote } from '../git/notes.ts';
import type { ChainHead } from '../ledger/ledger.ts';
import { originOf, sealChain } from '../ledger/ledger.ts';
import { keepCheckpoint } from './checkpoints.ts';
import type { Factory } from './factory.ts';
import { keyOrProblem, trustedKeysAt } from './trusted-key.ts';
import { parentsOf, verifyCommit } from './verify-commit.ts';

export interface ReleaseToAttest {
  readonly commit: string;
  readonly deployment: string;
  readonly outcome: DeploymentOutcome;
}

/**
 * The second attestation: how a release ended, over the end of its deployment's chain. It is put beside the first one, in
 * the place of an earlier one of the same deployment. A UserError is the answer where nobody trusted can sign.
 */
export async function attestRelease(
  factory: Factory,
  { commit, deployment, outcome }: ReleaseToAttest,
): Promise<EventOf<'release.attested'> | UserError> {
  const { repository, ledger, clock, version } = factory;
  const [base = ''] = await parentsOf(repository, commit);
  const key = await keyOrProblem(factory, base);
  if (key instanceof UserError) return key;
  const verified = await verifyCommit(repository, commit);
  if (!verified.ok)
    return new UserError('NOT_ATTESTED', `the attestation of ${commit.slice(0, 10)} does not stand: ${verified.reasons.join('; ')}`);
  const { artefact } = verified.attestation;
  const head = await decidedHead(factory, deployment);
  const factoryHead = await sealChain(ledger, { chain: chainOf(deployment), time: clock.now(), actor: 'jidoka' });
  const envelope = signEvidence(key, {
    commit,
    artefact,
    deployment,
    outcome,
    deploymentHead: head,
    jidoka: version,
    ledgerHead: { ...factoryHead, ledger: (await originOf(ledger)) ?? factoryHead.hash },
  });
  const kept = await ledger.keep(envelope);
  await keepCheckpoint(repository, { base, envelope, digest: kept });
  await addToNote(factory, { commit, base, deployment, envelope });
  return { type: 'release.attested', payload: { deployment, commit, artefact, outcome, keyId: key.keyId, envelope: kept, head } };
}

function chainOf(deployment: string): string {
  return `deployment-${deployment}`;
}

const PATIENCE_MS = 10_000;
const POLL_MS = 100;

/** The end of a deployment's chain, once its supervisor has written there how it ended. */
async function decidedHead({ ledger, clock }: Factory, deployment: string): Promise<ChainHead> {
  const chain = chainOf(deployment);
  const start = clock.elapsed();
  for (;;) {
    const decided = await ledger.read({ chain, types: ['deployment.promoted', 'deployment.rolled-back'] });
    const head = await ledger.head(chain);
    if (decided.length > 0 && head !== null) return head;
    if (clock.elapsed() - start > PATIENCE_MS)
      throw new AdapterError('DEPLOYMENT_UNTOLD', `the ledger does not say how the deployment ${deployment} ended`, {
        hint: 'Is its supervisor alive? See `jidoka status`.',
      });
    await clock.sleep(POLL_MS);
  }
}

async function addToNote(
  { repository, clock }: Factory,
  {
    commit,
    base,
    deployment,
    envelope,
  }: { readonly commit: string; readonly base: string; readonly deployment: string; readonly envelope: string },
): Promise<void> {
  const note = parseNote((await readNote(repository, commit)) ?? '');
  const keys = await trustedKeysAt(repository, base);
  const others = note.releases.filter((line) => {
    const read = readEvidence(line, keys);
    return !read.ok || read.evidence.deployment !== deployment;
  });
  await writeNote(repository, { commit, text: writeNoteText({ gate: note.gate, releases: [...others, envelope] }), time: clock.now() });
}
