import { dirname } from 'node:path';
import { type JoinedChecker, OWN_CHECKERS } from '../config/joined-checkers.ts';
import type { CheckerResult } from '../domain/verdict.ts';
import type { Tree } from '../domain/tree.ts';
import { privateFolder } from '../platform/private-folder.ts';
import { runCanary } from './canary.ts';
import type { Bench } from './judging.ts';
import { checkerNamed } from './policy.ts';

export interface OwnCanaryRequest {
  readonly checker: JoinedChecker;
  readonly joined: readonly JoinedChecker[];
  /** Where the checkers and their canaries are read from. */
  readonly tree: Tree;
  readonly signal: AbortSignal;
}

/** Runs a checker of the repository's own on its `canary/`, as the base commit of a repository that has nothing else. */
export async function runOwnCanary(
  bench: Omit<Bench, 'repository'>,
  { checker, joined, tree, signal }: OwnCanaryRequest,
): Promise<CheckerResult> {
  await using place = await privateFolder();
  for (const side of ['base', 'head'] as const) {
    const planted = `${OWN_CHECKERS}/${checker.id}/canary/${side}/`;
    for (const path of tree.paths.filter((one) => one.startsWith(`${OWN_CHECKERS}/`))) {
      const text = (await tree.read(path)) ?? '';
      for (const inside of [path, ...(path.startsWith(planted) ? [path.slice(planted.length)] : [])]) {
        await place.folder(dirname(`${side}/${inside}`));
        await place.write(`${side}/${inside}`, text);
      }
    }
  }
  // Awaited here: the folder lives until then.
  return await runCanary(bench, { entry: checkerNamed(checker.id, joined), folder: place.path, signal });
}
