import { AdapterError } from '../domain/error.ts';
import type { ExecResult } from '../platform/exec.ts';
import { treeOf } from '../git/repository.ts';
import { type Bench, openJudging } from './judging.ts';
import type { EffectivePolicy } from '../config/effective-policy.ts';

export interface Proof {
  readonly policy: EffectivePolicy;
  readonly durationMs: number;
  /** Why the clean head does not pass; empty when it does. */
  readonly failures: readonly string[];
  /** What was done, in words. */
  readonly done: readonly string[];
}

/** Builds and tests the clean head, before anything is asked of a change: a red here is not the change's. */
export async function proveHead(
  bench: Bench,
  { commit, signal, onStep }: { readonly commit: string; readonly signal: AbortSignal; readonly onStep: (step: string) => void },
): Promise<Proof> {
  const started = bench.clock.elapsed();
  const tree = await treeOf(bench.repository, commit);
  await using judging = await openJudging(bench, { base: commit, tree, workOrder: null, signal });
  const { workspaces, policy } = judging;
  const { commands } = policy.project;
  const { testTool } = bench.toolsFor(policy.project);
  const failures: string[] = [];
  const done: string[] = [];
  onStep('installing and building the clean head');
  const build = await workspaces.build('head');
  for (const { name, command, result } of build.steps) {
    if (result.exitCode === 0) done.push(`${name}: ${command} (${seconds(result)})`);
    else failures.push(`${name}: \`${command}\` ${ended(result)}: ${tail(result)}`);
  }
  if (build.succeeded && commands.test !== undefined) {
    onStep(`testing the clean head: ${commands.test}`);
    const checkout = await workspaces.testbed('head');
    if (testTool === null) {
      const result = await checkout.exec({ command: commands.test });
      failures.push(
        result.exitCode === 0
          ? `tests: \`${commands.test}\` exits 0, but Jidoka cannot read the report of its runner, so checker 6 will be undecided`
          : `tests: \`${commands.test}\` ${ended(result)}: ${tail(result)}`,
      );
    } else {
      const report = await testTool.run({ checkout, command: commands.test, coverage: false, signal }).catch((error: unknown) => {
        if (error instanceof AdapterError) return error.message;
        throw error;
      });
      if (typeof report === 'string') failures.push(`tests: ${report}`);
      else {
        const failed = report.tests.filter(({ status }) => status === 'failed');
        if (report.tests.length === 0) failures.push(`tests: \`${commands.test}\` ran no test`);
        else if (failed.length > 0)
          failures.push(
            `tests: ${failed.length} of ${report.tests.length} failed: ${failed
              .slice(0, 3)
              .map(({ name }) => name.join(' › '))
              .join('; ')}`,
          );
        else done.push(`tests: ${report.tests.length} (${commands.test})`);
      }
    }
  }
  return { policy, durationMs: bench.clock.elapsed() - started, failures, done };
}

function ended({ end, exitCode, signal }: ExecResult): string {
  return end === 'exited' ? (exitCode === null ? `was ended by ${signal}` : `exits ${exitCode}`) : end;
}

function tail({ stdout, stderr }: ExecResult): string {
  return (stderr.trim() || stdout.trim()).slice(-800);
}

function seconds({ durationMs }: ExecResult): string {
  return `${(durationMs / 1000).toFixed(1)} s`;
}
