import type { EffectivePolicy } from '../config/effective-policy.ts';
import { parseNote } from '../gate/attestation-note.ts';
import { type Attestation, objections, readAttestation } from '../gate/attestation.ts';
import { policyAt } from '../gate/judging.ts';
import { readEvidence, type ReleaseEvidence } from '../gate/release-evidence.ts';
import { gitText } from '../git/git.ts';
import { readNote } from '../git/notes.ts';
import { type Repository, treeOf } from '../git/repository.ts';
import { notAccepted } from './accepted.ts';
import { trustedKeysAt } from './trusted-key.ts';

export type SignedRelease = ReleaseEvidence & { readonly keyId: string };

export type Verified =
  | { readonly ok: true; readonly attestation: Attestation; readonly policy: EffectivePolicy; readonly releases: readonly SignedRelease[] }
  | { readonly ok: false; readonly reasons: readonly string[] };

/** Does the attestation of a commit stand? Everything it is measured by is read from the commit's parent. */
export async function verifyCommit(repository: Repository, commit: string): Promise<Verified> {
  const parents = await parentsOf(repository, commit);
  const [base] = parents;
  if (base === undefined || parents.length > 1)
    return { ok: false, reasons: [`the commit has ${parents.length} parents; an attestation is for a change on one`] };
  const note = await readNote(repository, commit);
  if (note === null) return { ok: false, reasons: ['the commit has no attestation (refs/notes/jidoka)'] };
  const { gate, releases } = parseNote(note);
  const verified = await verifyEnvelope(repository, { commit, base, envelope: gate });
  return verified.ok ? withReleases(verified, { commit, keys: await trustedKeysAt(repository, base), lines: releases }) : verified;
}

type Standing = Extract<Verified, { ok: true }>;

/** One line that does not stand makes the whole note no evidence: somebody has written to it. */
function withReleases(
  standing: Standing,
  { commit, keys, lines }: { readonly commit: string; readonly keys: readonly string[]; readonly lines: readonly string[] },
): Verified {
  const releases: SignedRelease[] = [];
  const reasons: string[] = [];
  for (const line of lines) {
    const read = readEvidence(line, keys);
    if (!read.ok) reasons.push(`what it says of a release does not stand: ${read.reason}`);
    else if (read.evidence.commit !== commit) reasons.push(`what it says of a release is about the commit ${read.evidence.commit}`);
    else if (read.evidence.artefact !== standing.attestation.artefact) reasons.push('what it says of a release is about another build');
    else releases.push(read.evidence);
  }
  return reasons.length === 0 ? { ...standing, releases } : { ok: false, reasons };
}

export async function parentsOf(repository: Repository, commit: string): Promise<string[]> {
  return (await gitText(repository.ours, 'rev-list', '--parents', '-n', '1', commit)).split(' ').slice(1);
}

export interface EnvelopeOf {
  readonly commit: string;
  /** Its only parent. */
  readonly base: string;
  readonly envelope: string;
}

/** Does this envelope stand for the commit? */
export async function verifyEnvelope(repository: Repository, { commit, base, envelope }: EnvelopeOf): Promise<Verified> {
  const read = readAttestation(envelope, await trustedKeysAt(repository, base));
  if (!read.ok) return { ok: false, reasons: [read.reason] };
  const policy = await policyAt(repository, base);
  const modes = Object.fromEntries(Object.entries(policy.config.checkers).map(([id, { mode }]) => [id, mode]));
  const unaccepted = await notAccepted(repository, base);
  const reasons = [
    ...objections(read.attestation, {
      tree: await treeOf(repository, commit),
      base,
      policyDigest: policy.digest,
      phase: policy.config.phase,
      joined: policy.joined,
      configuredModes: modes,
      // Whoever verifies may have no bubblewrap: what the policy does not ask for is not demanded.
      sandbox: policy.config.sandbox ?? 'process',
    }),
    ...(unaccepted === null ? [] : [unaccepted]),
  ];
  return reasons.length === 0 ? { ok: true, attestation: read.attestation, policy, releases: [] } : { ok: false, reasons };
}
