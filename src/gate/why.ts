import { join } from 'node:path';
import { UserError } from '../domain/error.ts';
import type { Verdict } from '../domain/verdict.ts';
import { changedPaths } from '../git/diff.ts';
import type { Repository } from '../git/repository.ts';
import { type Answering, type KeptAnswer, type KeyParts, TREE_PARTS } from './cache.ts';
import { answersOf, packageFolders } from './judge-subject.ts';
import { type Bench, openJudging } from './judging.ts';
import { openKeptStore } from './kept-store.ts';
import { lookAtPackages } from './local-packages.ts';
import { checkerNamed } from './policy.ts';
import { cancelled } from './run-gate.ts';
import { type CheckRequest, subjectOf } from './subject.ts';

/** A part of a key that is not what it was; null where there is none. */
export interface ChangedPart {
  readonly part: string;
  readonly before: string | null;
  readonly now: string | null;
  /** Of a tree: the files that differ; null for other parts, or where git has that tree no more. */
  readonly paths: readonly string[] | null;
}

/** Whether a checker would be answered from what is kept, and why. */
export interface Why {
  readonly number: number;
  readonly id: string;
  /** The verdict that would be given again; null when it would be executed. */
  readonly kept: Verdict | null;
  readonly last: Pick<KeptAnswer, 'keptAt' | 'verdict'> | null;
  /** Between the last that is kept and now; empty when nothing is kept. */
  readonly changed: readonly ChangedPart[];
  /** Everything that an answer is made of now. */
  readonly parts: KeyParts;
}

export type WhyRequest = Pick<CheckRequest, 'base' | 'source' | 'signal' | 'toolchain' | 'cache'> & {
  /** Id or number. */
  readonly checker: string;
};

/** Looks what is kept of a checker and what its key is made of; executes nothing. */
export async function why(bench: Bench, request: WhyRequest): Promise<Why> {
  const { repository } = bench;
  const { cache, signal, toolchain } = request;
  if (cache === null)
    throw new UserError(
      'NOTHING_KEPT',
      'nothing is kept here: the folder of the signing key cannot be written to, so nothing could be believed',
      {
        hint: 'Give this account a home folder, or name a key file by JIDOKA_SIGNING_KEY.',
      },
    );
  const store = openKeptStore({ dir: join(repository.stateDir, 'cache'), trust: cache });
  const { base, tree, history } = await subjectOf(repository, request, store);
  await using judging = await openJudging(bench, { base: base.commit, tree, workOrder: null, history, signal });
  const { id, number } = checkerNamed(request.checker, judging.policy.joined);
  const packages = (await lookAtPackages(bench, store)?.(packageFolders(judging))) ?? null;
  const answers = answersOf(bench, { judging, store, toolchain, packages });
  const seen: Awaited<ReturnType<Answering['look']>>[] = [];
  await judging.run({
    judges: ['change'],
    only: [id],
    events: async () => [],
    async perform(run) {
      seen.push(await answers.look(run));
      return cancelled(run, 'only looked at');
    },
  });
  const [found] = seen;
  if (found === undefined)
    throw new UserError('NOT_ASKED', `${number} ${id} judges no change`, { hint: 'Name a checker that `check` runs.' });
  const { kept, last, parts } = found;
  return {
    number,
    id,
    kept,
    last: last === null ? null : { keptAt: last.keptAt, verdict: last.verdict },
    changed: last === null ? [] : await changedParts(repository, last.parts, parts),
    parts,
  };
}

async function changedParts(repository: Repository, before: KeyParts, now: KeyParts): Promise<ChangedPart[]> {
  const names = [...new Set([...Object.keys(now), ...Object.keys(before)])].filter((name) => before[name] !== now[name]);
  const isTree = (name: string) => Object.values<string>(TREE_PARTS).includes(name);
  return Promise.all(
    names.map(async (part) => {
      const [from, to] = [before[part] ?? null, now[part] ?? null];
      const paths = isTree(part) && from !== null && to !== null ? await changedPaths(repository.ours, from, to) : null;
      return { part, before: from, now: to, paths };
    }),
  );
}
