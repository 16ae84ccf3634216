import { openBench } from '../../src/compose.ts';
import { check } from '../../src/gate/check.ts';
import type { Linter } from '../../src/tools/tool.ts';

export interface Judged {
  readonly outcome: string;
  readonly reasons: readonly string[];
  /** What blocks, and what is only said to be new. */
  readonly added: readonly string[];
  readonly unchanged: number;
}

/** What checkers 4 and 7 say of the change between two commits; `linters` in the place of the repository's own. */
export async function judgeChange(
  root: string,
  { base, head, linters }: { readonly base: string; readonly head: string; readonly linters?: readonly Linter[] },
): Promise<Judged> {
  const bench = await openBench({ dir: root, env: process.env });
  const toolsFor: typeof bench.toolsFor = async (project) => ({
    ...(await bench.toolsFor(project)),
    ...(linters === undefined ? {} : { linters }),
  });
  const { gate } = await check(
    { ...bench, toolsFor },
    { base, source: { head }, only: ['4', '7'], signal: new AbortController().signal, toolchain: {}, cache: null },
  );
  const findings = gate.checkers.flatMap((checker) => checker.findings.map((finding) => ({ ...finding, checker: checker.number })));
  return {
    outcome: gate.outcome,
    reasons: gate.reasons,
    added: findings
      .filter(({ baselineState }) => baselineState === 'new' || baselineState === 'worsened')
      .map(
        ({ checker, rule, path, range, message, baselineState }) =>
          `${checker} ${rule} ${path}:${range?.startLine ?? ''} ${baselineState}: ${message}`,
      ),
    unchanged: findings.filter(({ baselineState }) => baselineState === 'unchanged').length,
  };
}
