import { ownCheckerFiles, ownCheckersDigest, OWN_CHECKERS } from '../config/joined-checkers.ts';
import type { EffectivePolicy } from '../config/effective-policy.ts';
import type { Tree } from '../domain/tree.ts';
import type { Sandbox } from '../platform/sandbox.ts';
import { ownChecker } from './own/own-checker.ts';
import type { Joined } from './run-gate.ts';

export interface JoinedRequest {
  readonly policy: EffectivePolicy;
  /** All of it is read from here, never from the change. */
  readonly baseTree: Tree;
  readonly sandbox: Sandbox;
}

/** The checkers and tools that the base commit adds to the twenty, ready to run. */
export async function joinedTo({ policy, baseTree, sandbox }: JoinedRequest): Promise<Joined[]> {
  if (policy.joined.length === 0) return [];
  const files = await ownCheckerFiles(baseTree);
  const digest = (await ownCheckersDigest(baseTree)) ?? '';
  return policy.joined.map((entry) => {
    const hasCanary = baseTree.paths.some((path) => path.startsWith(`${OWN_CHECKERS}/${entry.id}/canary/head/`));
    return { entry, load: async () => ({ default: ownChecker({ id: entry.id, files, digest, hasCanary, sandbox }) }) };
  });
}
