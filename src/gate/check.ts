import { join } from 'node:path';
import type { Repository } from '../git/repository.ts';
import type { Bench } from './judging.ts';
import { type KeptGate, keptGates } from './kept-gates.ts';
import { openKeptStore } from './kept-store.ts';
import { lookAtPackages } from './local-packages.ts';
import { type CheckRequest, subjectOf } from './subject.ts';

export interface Checked extends KeptGate {
  readonly base: string;
  /** Why this base: printed. */
  readonly baseChoice: string;
  /** Commit id, `working-tree` or `index`. */
  readonly head: string;
  readonly tree: string;
  /** How long it took to install the dependencies, or to copy what is kept of them, milliseconds: part of no checker's time. */
  readonly installMs?: number;
}

/**
 * Judges the working tree, the index or a commit against the base it is meant for. The very same gate is answered from what is kept,
 * before anything that judging needs is loaded.
 */
export async function check(bench: Bench, request: CheckRequest): Promise<Checked> {
  const { repository } = bench;
  const { source, cache, only, toolchain } = request;
  const store = cache === null ? null : openKeptStore({ dir: join(repository.stateDir, 'cache'), trust: cache });
  const packages = lookAtPackages(bench, store);
  const subject = await subjectOf(repository, request, store);
  const { base, headCommit, tree, history } = subject;
  const said = { base: base.commit, baseChoice: base.reason, head: typeof source === 'string' ? source : headCommit, tree };
  const gates = store === null ? null : keptGates({ bench, store, base: base.commit, tree, history, only, toolchain, packages });
  const kept = await gates?.read();
  if (kept != null) return { ...said, ...kept };
  const { judgeSubject } = await import('./judge-subject.ts');
  const judged = await judgeSubject(bench, { ...request, subject, store, packages });
  if (judged.conditions !== null) await gates?.write(judged.answer, judged.conditions);
  return { ...said, ...judged.answer, ...(judged.installMs > 0 ? { installMs: judged.installMs } : {}) };
}

/** Where the document of the last check by hand is kept, for `explain`. */
export function lastCheckFile({ stateDir }: Repository): string {
  return join(stateDir, 'last-check.json');
}
