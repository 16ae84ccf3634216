import { join } from 'node:path';
import { parseNote } from '../gate/attestation-note.ts';
import { readAttestation } from '../gate/attestation.ts';
import { readEvidence } from '../gate/release-evidence.ts';
import { parseTrustedKeys, TRUSTED_KEYS_PATH } from '../gate/trusted-keys.ts';
import { git } from '../git/git.ts';
import { listNotes, readNote } from '../git/notes.ts';
import type { Repository } from '../git/repository.ts';
import type { Checkpoint } from '../ledger/verify.ts';
import { namesIn, readText, replaceText } from '../platform/files.ts';

/** Keeps what was signed beside the ledger, so that one that is put back to an earlier state does not forget it. */
export async function keepCheckpoint(
  { stateDir }: Repository,
  { base, envelope, digest }: { readonly base: string; readonly envelope: string; readonly digest: string },
): Promise<void> {
  // The base comes first: it says whose keys are trusted.
  await replaceText(join(stateDir, 'attestations', `${base}-${digest}.json`), envelope);
}

/** The ledger heads that attestations outside of it have signed: what the ledger cannot forget unnoticed. */
export async function checkpoints(repository: Repository): Promise<Checkpoint[]> {
  return [...(await inNotes(repository)), ...(await inStateFolder(repository))];
}

/** In the notes are those of other people's ledgers too. */
async function inNotes(repository: Repository): Promise<Checkpoint[]> {
  const found: Checkpoint[] = [];
  for (const commit of await listNotes(repository)) {
    const head = await signedHead(repository, { text: await gateOf(repository, commit), base: `${commit}^` });
    if (head !== null) found.push({ ...head, source: `the attestation of ${commit.slice(0, 10)}` });
  }
  return found;
}

/** In the state folder are only those of this ledger. */
async function inStateFolder(repository: Repository): Promise<Checkpoint[]> {
  const folder = join(repository.stateDir, 'attestations');
  const found: Checkpoint[] = [];
  for (const name of await namesIn(folder)) {
    const [base = '', digest = ''] = name.split('-');
    const head = await signedHead(repository, { text: await readText(join(folder, name)), base });
    if (head !== null)
      found.push({ index: head.index, hash: head.hash, source: `the attestation ${digest.slice(0, 10)} in the state folder` });
  }
  return found;
}

/** The first line of a note; what its releases signed is in the state folder of their ledger. */
async function gateOf(repository: Repository, commit: string): Promise<string | null> {
  const note = await readNote(repository, commit);
  return note === null ? null : parseNote(note).gate;
}

/** Null for what nobody trusted has signed: it says nothing about a ledger. */
async function signedHead(
  repository: Repository,
  { text, base }: { readonly text: string | null; readonly base: string },
): Promise<{ readonly index: number; readonly hash: string; readonly ledger?: string } | null> {
  const keys = await git({ ...repository.ours, answers: [0, 128] }, 'cat-file', 'blob', `${base}:${TRUSTED_KEYS_PATH}`);
  if (text === null || keys.code !== 0) return null;
  const trusted = parseTrustedKeys(keys.stdout.toString());
  const gate = readAttestation(text, trusted);
  if (gate.ok) return gate.attestation.predicate.ledgerHead;
  const release = readEvidence(text, trusted);
  return release.ok ? release.evidence.ledgerHead : null;
}
