import type { Provenance } from '../gate/attestation.ts';
import { type Repository, resolveCommit, treeOf } from '../git/repository.ts';
import { ObjectReader, openTree } from '../git/tree.ts';
import type { Change } from '../domain/change.ts';
import type { Factory } from './factory.ts';

export interface ProvenanceRequest {
  readonly run: string;
  readonly change: Change;
}

/** Which agent left the files of a change, asked by which prompts; null for a change that no agent wrote. */
export async function provenanceOf(
  { repository, ledger }: Pick<Factory, 'repository' | 'ledger'>,
  { run, change }: ProvenanceRequest,
): Promise<Provenance | null> {
  const events = await ledger.read({ chain: run, types: ['attempt.started', 'attempt.finished'] });
  // What one left that was cut off is thrown away.
  const ended = new Set(events.flatMap((event) => (event.type === 'attempt.finished' ? [event.payload.attempt] : [])));
  const attempts = events.flatMap(({ type, payload }) => {
    if (type !== 'attempt.started' || !ended.has(payload.attempt)) return [];
    const { attempt, agent, promptDigest } = payload;
    return [{ attempt, agent, promptDigest }];
  });
  if (attempts.length === 0) return null;
  await using reader = new ObjectReader(repository.ours);
  const tree = await openTree(reader, change.tree);
  const files = change.files.flatMap(({ path }) => {
    const entry = tree.entry(path);
    return entry === undefined ? [] : [{ path, blob: entry.objectId }];
  });
  return { run, attempts, files };
}

/** A file that an agent left, as the commit that is checked out has it now. */
export interface WrittenFile {
  readonly path: string;
  readonly state: 'as-written' | 'edited' | 'gone';
}

/** What became of them since. A file that was renamed is gone; null where nothing is checked out. */
export async function sinceWritten(repository: Repository, { files }: Provenance): Promise<WrittenFile[] | null> {
  const now = await resolveCommit(repository, 'HEAD');
  if (now === null) return null;
  await using reader = new ObjectReader(repository.ours);
  const tree = await openTree(reader, await treeOf(repository, now));
  return files.map(({ path, blob }) => {
    const entry = tree.entry(path);
    return { path, state: entry === undefined ? 'gone' : entry.objectId === blob ? 'as-written' : 'edited' };
  });
}
