import { refusals } from '../git/refusals.ts';
import { diffTrees, patchDigest } from '../git/diff.ts';
import { treeOf } from '../git/repository.ts';
import { snapshotWorkspace } from '../git/snapshot.ts';
import { ObjectReader, openTree } from '../git/tree.ts';
import type { LineRange } from '../domain/change.ts';
import type { RunContext } from '../engine/engine.ts';
import type { Factory } from './factory.ts';
import { inStage } from './stage.ts';

export type Captured =
  | { readonly kind: 'change'; readonly tree: string }
  | { readonly kind: 'empty' }
  /** It cannot be a change at all. */
  | { readonly kind: 'refused'; readonly reasons: readonly string[] };

export interface CaptureRequest {
  readonly attempt: number;
  readonly base: string;
  /** The tree, or the directory in which an agent left it. */
  readonly source: { readonly tree: string } | { readonly dir: string };
}

/** Turns what is there into one tree id: the only thing that is judged, attested, merged and released. */
export function capture({ repository, clock }: Factory, context: RunContext, { attempt, base, source }: CaptureRequest): Promise<Captured> {
  return inStage({ context, clock }, { stage: 'capture', attempt, name: `capture/${attempt}` }, async (record): Promise<Captured> => {
    const baseTree = await treeOf(repository, base);
    const taken = 'tree' in source ? source : await snapshotWorkspace(repository, { dir: source.dir, baseTree });
    const refuse = (reasons: readonly string[]): Captured => {
      record({ type: 'change.refused', payload: { attempt, reasons: [...reasons] } });
      return { kind: 'refused', reasons };
    };
    if ('refused' in taken) return refuse([taken.refused]);
    if (taken.tree === baseTree) return { kind: 'empty' };
    const change = await diffTrees(repository.ours, { base, baseTree, tree: taken.tree });
    await using reader = new ObjectReader(repository.ours);
    const reasons = await refusals(change, await openTree(reader, taken.tree));
    if (reasons.length > 0) return refuse(reasons);
    record({
      type: 'change.captured',
      payload: {
        attempt,
        base,
        tree: change.tree,
        patchDigest: await patchDigest(repository.ours, change),
        files: change.files.length,
        linesAdded: lines(change.files.flatMap(({ added }) => added)),
        linesRemoved: lines(change.files.flatMap(({ removed }) => removed)),
      },
    });
    return { kind: 'change', tree: change.tree };
  });
}

function lines(ranges: readonly LineRange[]): number {
  return ranges.reduce((sum, { start, end }) => sum + end - start + 1, 0);
}
