import { AdapterError } from '../domain/error.ts';
import type { ExecResult } from '../platform/exec.ts';
import { outputTail } from '../tools/run-output.ts';
import type { TestSuite } from '../tools/tool.ts';
import type { Checkout } from '../workspace/checkout.ts';
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
  const { testSuite } = await bench.toolsFor(policy.project);
  const failures: string[] = [];
  const done: string[] = [];
  onStep('installing and building the clean head');
  const build = await answerOf(() => workspaces.build('head'));
  if (typeof build === 'string') return { policy, durationMs: bench.clock.elapsed() - started, failures: [build], done };
  for (const { name, command, result } of build.steps) {
    if (result.exitCode === 0) done.push(`${name}: ${command} (${seconds(result)})`);
    else failures.push(`${name}: \`${command}\` ${ended(result)}:\n${outputTail(result)}`);
  }
  if (build.succeeded && commands.test !== undefined) {
    onStep(`testing the clean head: ${commands.test}`);
    const { test: command } = commands;
    const answer = await answerOf(async () => proveTests({ checkout: await workspaces.testbed('head'), command, testSuite, signal }));
    const tested = typeof answer === 'string' ? { failure: answer } : answer;
    if ('failure' in tested) failures.push(`tests: ${tested.failure}`);
    else done.push(`tests: ${tested.tests} (${commands.test})`);
  }
  return { policy, durationMs: bench.clock.elapsed() - started, failures, done };
}

/** What was asked for, or in words why there is no answer. */
async function answerOf<T>(ask: () => Promise<T>): Promise<T | string> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof AdapterError) return error.message;
    throw error;
  }
}

interface TestsOfHead {
  readonly checkout: Checkout;
  readonly command: string;
  readonly testSuite: TestSuite | null;
  readonly signal: AbortSignal;
}

/** How many tests passed, or why that is no proof. */
async function proveTests({
  checkout,
  command,
  testSuite,
  signal,
}: TestsOfHead): Promise<{ readonly tests: number } | { readonly failure: string }> {
  if (testSuite === null) {
    const result = await checkout.exec({ command, withServices: true });
    if (result.exitCode !== 0) return { failure: `\`${command}\` ${ended(result)}:\n${outputTail(result)}` };
    return { failure: `\`${command}\` exits 0, but Jidoka cannot read the report of its runner, so checker 6 will be undecided` };
  }
  const { tests, exitCode } = await testSuite.run({ checkout, command, coverage: false, signal });
  const failed = tests.filter(({ status }) => status === 'failed').map(({ name }) => name.join(' › '));
  if (tests.length === 0) return { failure: `\`${command}\` ran no test` };
  if (failed.length > 0) return { failure: `${failed.length} of ${tests.length} failed: ${failed.slice(0, 3).join('; ')}` };
  // A coverage threshold, for example, or a process that broke off.
  if (exitCode !== 0) return { failure: `none of ${tests.length} failed, but \`${command}\` exits ${exitCode}` };
  return { tests: tests.length };
}

function ended({ end, exitCode, signal }: ExecResult): string {
  return end === 'exited' ? (exitCode === null ? `was ended by ${signal}` : `exits ${exitCode}`) : end;
}

function seconds({ durationMs }: ExecResult): string {
  return `${(durationMs / 1000).toFixed(1)} s`;
}
