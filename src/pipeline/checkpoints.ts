import { readAttestation } from '../gate/attestation.ts';
import { parseTrustedKeys, TRUSTED_KEYS_PATH } from '../gate/trusted-keys.ts';
import { git } from '../git/git.ts';
import { listNotes, readNote } from '../git/notes.ts';
import type { Repository } from '../git/repository.ts';
import type { Checkpoint } from '../ledger/verify.ts';

/** The ledger heads that attestations in the repository have signed: what the ledger cannot forget unnoticed. */
export async function checkpoints(repository: Repository): Promise<Checkpoint[]> {
  const found: Checkpoint[] = [];
  for (const commit of await listNotes(repository)) {
    const note = await readNote(repository, commit);
    const keys = await git({ ...repository.ours, answers: [0, 128] }, 'cat-file', 'blob', `${commit}^:${TRUSTED_KEYS_PATH}`);
    const read = note === null || keys.code !== 0 ? null : readAttestation(note, parseTrustedKeys(keys.stdout.toString()));
    // A note that nobody trusted has signed says nothing about this ledger.
    if (read?.ok === true) found.push({ ...read.attestation.predicate.ledgerHead, source: `the attestation of ${commit.slice(0, 10)}` });
  }
  return found;
}
