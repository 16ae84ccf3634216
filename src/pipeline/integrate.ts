import type { RunContext } from '../engine/engine.ts';
import { commitTree, integrateCommit, type Integration } from '../git/commit.ts';
import { git } from '../git/git.ts';
import { writeNote } from '../git/notes.ts';
import { requireCommit, resolveCommit } from '../git/repository.ts';
import type { Factory, RunInput } from './factory.ts';
import { inStage } from './stage.ts';

export interface Integrated {
  readonly commit: string;
  readonly integration: Integration;
}

export interface IntegrateRequest {
  readonly input: RunInput;
  readonly tree: string;
  readonly envelope: string;
  readonly attempt: number;
}

/** Makes the commit, moves the branch if it is still where the change started, and attaches the attestation. */
export function integrate(
  factory: Factory,
  context: RunContext,
  { input, tree, envelope, attempt }: IntegrateRequest,
): Promise<Integrated> {
  const { repository, clock } = factory;
  const { order, base, branch } = input;
  return inStage({ context, clock }, { stage: 'integrate', attempt, name: `integrate/${attempt}` }, async (record) => {
    const trailers = { 'Work-Order': order.id, Run: context.run };
    // The commit's time is the order's moment in this run, so that a step repeated after a crash makes the same commit.
    const time = await commitTime(factory, context);
    const commit = await commitTree(repository, { tree, parent: base, subject: order.title, trailers, time });
    const waitingBranch = `jidoka/${order.id}`;
    const integration =
      (await alreadyThere(factory, { commit, branch })) ?? (await integrateCommit(repository, { commit, base, branch, waitingBranch }));
    if (integration.kind === 'base-moved') return { commit, integration };
    await writeNote(repository, { commit, text: envelope, time });
    record({
      type: 'change.integrated',
      payload: { commit, branch: integration.kind === 'moved' ? integration.branch : null, previous: base },
    });
    if (integration.kind === 'waiting') {
      const { branch: waiting } = integration;
      record({ type: 'merge.awaited', payload: { commit, branch: waiting, command: `git merge --ff-only ${waiting}` } });
    }
    return { commit, integration };
  });
}

/** After a crash behind the move of the branch it is done already, also when others have built on it since. */
async function alreadyThere(
  factory: Factory,
  { commit, branch }: { readonly commit: string; readonly branch: string | null },
): Promise<Integration | null> {
  // Only what was published can have been merged; asking git for an unknown commit is an error.
  if (branch === null || (await resolveCommit(factory.repository, commit)) === null) return null;
  return (await isMerged(factory, { commit, branch })) ? { kind: 'moved', branch } : null;
}

async function commitTime({ ledger }: Factory, context: RunContext): Promise<number> {
  const [started] = await ledger.read({ chain: context.run, types: ['run.started'] });
  return Date.parse(started?.time ?? '');
}

/** Does the branch hold this commit by now? */
export async function isMerged(
  { repository }: Factory,
  { commit, branch }: { readonly commit: string; readonly branch: string | null },
): Promise<boolean> {
  const tip = branch === null ? null : await resolveCommit(repository, `refs/heads/${branch}`);
  if (tip === null) return false;
  return (await git({ ...repository.theirs, answers: [0, 1] }, 'merge-base', '--is-ancestor', commit, tip)).code === 0;
}

export type Rebased =
  | { readonly kind: 'tree'; readonly base: string; readonly tree: string }
  | { readonly kind: 'conflict'; readonly reason: string };

/** The base moved: the tree of the branch's new tip and the change together. That tree is judged, not the old one. */
export function mergeOntoTip(
  factory: Factory,
  context: RunContext,
  { commit, branch, attempt }: { readonly commit: string; readonly branch: string; readonly attempt: number },
): Promise<Rebased> {
  const { repository, clock } = factory;
  return inStage({ context, clock }, { stage: 'integrate', attempt, name: `merge/${attempt}` }, async (): Promise<Rebased> => {
    const base = await requireCommit(repository, `refs/heads/${branch}`);
    const merged = await git({ ...repository.ours, answers: [0, 1] }, 'merge-tree', '--write-tree', '--name-only', '-z', base, commit);
    const [tree = '', ...conflicts] = merged.stdout.toString().split('\0');
    if (merged.code === 0) return { kind: 'tree', base, tree };
    return {
      kind: 'conflict',
      reason: `${branch} has moved and the change conflicts with it in ${conflicts.slice(0, conflicts.indexOf('')).join(', ')}`,
    };
  });
}
