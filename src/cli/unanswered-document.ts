import type { CheckDocument } from '../reporters/json/check-document.ts';

interface Asked {
  readonly head: string | undefined;
  readonly staged: boolean | undefined;
}

/** What a machine is told of a check that ended before it could say anything: that nobody knows. */
export function unansweredDocument(error: unknown, { head, staged }: Asked): CheckDocument {
  return {
    schemaVersion: 1,
    outcome: 'undecided',
    partial: false,
    base: 'unknown',
    head: head ?? (staged === true ? 'index' : 'working-tree'),
    tree: 'unknown',
    policy: { digest: 'unknown', phase: 1, source: 'detected' },
    coverage: { inScope: 0, examined: 0, unexamined: [], unsupported: [] },
    reasons: [error instanceof Error ? error.message : String(error)],
    notBuilt: [],
    checkers: [],
  };
}
