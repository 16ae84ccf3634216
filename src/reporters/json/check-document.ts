import type { CheckerResult, Outcome, PolicyOrigin } from '../../domain/verdict.ts';
import type { GateResult } from '../../gate/run-gate.ts';

/** What `check --json` prints: public, versioned. Every other report of a check reads only this. */
export interface CheckDocument {
  readonly schemaVersion: 1;
  readonly outcome: Outcome;
  /** Only some checkers were asked (`--only`): no proof about the rest. */
  readonly partial: boolean;
  /** Commit the change is compared with. */
  readonly base: string;
  /** Commit id, or what was judged instead of one. */
  readonly head: string;
  readonly tree: string;
  readonly policy: PolicyOrigin;
  readonly coverage: GateResult['coverage'];
  /** Why it is not green; empty when it is. */
  readonly reasons: readonly string[];
  /** Numbers of checkers that do not exist yet. */
  readonly notBuilt: readonly number[];
  readonly checkers: readonly CheckerResult[];
  /** There when the person's own node_modules took part, whose packages match the lockfile by version and not by content. */
  readonly localDependencies?: true;
  /** How long it took to install the dependencies, or to copy what is kept of them, milliseconds: part of no checker's duration. Not there when nothing was. */
  readonly installMs?: number;
}

export interface CheckedChange {
  readonly gate: GateResult;
  readonly base: string;
  /** Commit id, `working-tree` or `index`. */
  readonly head: string;
  readonly tree: string;
  readonly policy: PolicyOrigin;
  readonly usesLocalModules?: boolean;
  readonly installMs?: number;
}

export function checkDocument({ gate, base, head, tree, policy, usesLocalModules = false, installMs = 0 }: CheckedChange): CheckDocument {
  const { outcome, isPartial, coverage, reasons, notBuilt, checkers } = gate;
  return {
    schemaVersion: 1,
    outcome,
    partial: isPartial,
    base,
    head,
    tree,
    policy: { digest: policy.digest, phase: policy.phase, source: policy.source },
    coverage: {
      inScope: coverage.inScope,
      examined: coverage.examined,
      unexamined: coverage.unexamined,
      unsupported: coverage.unsupported,
      ...(coverage.readAsText === undefined ? {} : { readAsText: coverage.readAsText }),
    },
    reasons,
    notBuilt,
    checkers,
    ...(usesLocalModules ? { localDependencies: true } : {}),
    ...(installMs > 0 ? { installMs } : {}),
  };
}
