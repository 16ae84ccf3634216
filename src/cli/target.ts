import type { OpenRecord } from '../compose.ts';
import { UserError } from '../domain/error.ts';
import { policyAt } from '../gate/judging.ts';
import { protectedBranch, requireCommit } from '../git/repository.ts';
import type { Target } from '../targets/target.ts';

/** The target that the protected branch's policy names. UserError when it names none. */
export async function currentTarget(factory: OpenRecord): Promise<Target> {
  const { repository } = factory;
  const branch = await protectedBranch(repository, undefined);
  const policy = await policyAt(repository, await requireCommit(repository, branch === null ? 'HEAD' : `refs/heads/${branch}`));
  const target = factory.targetFor(policy);
  if (target === null)
    throw new UserError('NO_TARGET', 'the policy names no target', { hint: 'Add target: to .jidoka/config.yaml and commit it.' });
  return target;
}
