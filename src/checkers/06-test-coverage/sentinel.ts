import { AdapterError } from '../../domain/error.ts';
import type { Tree } from '../../domain/tree.ts';
import type { Probe, Sentinel, TestOutcome, TestReport, TestTool } from '../../tools/tool.ts';
import type { Workspaces } from '../../workspace/checkout.ts';
import { looksLikeTest } from './source-files.ts';

export interface Proof {
  readonly workspaces: Workspaces;
  readonly testTool: TestTool;
  readonly command: string;
  readonly head: Tree;
  readonly nonce: string;
  /** What the same command reported without a planted test. */
  readonly report: TestReport;
  readonly signal: AbortSignal;
}

/**
 * Proves that the report can turn red: the same command on a fresh copy with one planted test that must fail, and, at the end of each test
 * file that ran, one that fails unless something which that file loads swallows failures. In a run of its own, so that the judged run's exit
 * code stays its own and a runner that stops at the first failure has stopped nothing.
 * AdapterError when the planted test did not fail (narrowed patterns, a forged reporter, no tests at all), or when one in a file passed.
 */
export async function proveByPlantedTest(proof: Proof): Promise<void> {
  const { testTool, head, nonce, report } = proof;
  const ran = new Set(report.tests.map(({ file }) => file));
  const beside: Tree = { ...head, paths: head.paths.filter((path) => ran.has(path)) };
  const sentinel = (await testTool.sentinel(beside, nonce)) ?? (await testTool.sentinel(head, nonce));
  if (sentinel === null)
    throw new AdapterError('NO_PLACE_FOR_SENTINEL', 'no test file to plant a failing test beside, so nothing proves that tests ran');
  if (await isProvenWithProbes(proof, sentinel)) return;
  // A file that takes no test at its end, or a runner that stops at the first failure: nobody's fault.
  const { tests, output } = await runPlanted(proof, sentinel);
  if (hasFailed(tests, sentinel)) return;
  throw new AdapterError(
    'SENTINEL_NOT_SEEN',
    `a failing test planted at ${sentinel.path} did not fail in the report: the tests of that folder are not run, or the report does not say what happened\n${output}`,
  );
}

/** AdapterError when a probe passed; one that is not in the report says nothing, as `only` and filters leave it out. */
async function isProvenWithProbes(proof: Proof, sentinel: Sentinel): Promise<boolean> {
  const probe = proof.testTool.probe(proof.nonce);
  const tests = await runPlanted(proof, sentinel, probe).then(
    (report) => report.tests,
    (error: unknown) => {
      if (error instanceof AdapterError) return [];
      throw error;
    },
  );
  const passed = tests.find(({ name, status }) => name.at(-1) === probe.name && status === 'passed');
  if (passed === undefined) return hasFailed(tests, sentinel);
  throw new AdapterError(
    'FAILURE_SWALLOWED',
    `a failing test planted at the end of ${passed.file ?? 'a test file'} was reported as passed: what this file loads keeps failures from the report`,
    { hint: 'look for what replaces a function of the test runner or of its assertions, in the changed files first' },
  );
}

async function runPlanted(
  { workspaces, testTool, command, head, report, signal }: Proof,
  plant: Sentinel,
  probe?: Probe,
): Promise<TestReport> {
  const checkout = await workspaces.testbed('head');
  const probed = probe === undefined ? {} : { probed: { text: probe.text, paths: filesWithTests({ head, testTool, report }) } };
  return await testTool.run({ checkout, command, coverage: false, plant, ...probed, signal });
}

/** Not what node:test runs for lying below `test` and is named by its path: helpers, and programs that tests start. */
function filesWithTests({ head, testTool, report }: Pick<Proof, 'head' | 'testTool' | 'report'>): readonly string[] {
  const files = new Set(report.tests.flatMap(({ name, file }) => (file === null || name.join('') === file ? [] : [file])));
  return [...files].filter(
    (path) => head.entry(path)?.mode.startsWith('100') === true && (testTool.isTestFile(path) || looksLikeTest(path)),
  );
}

function hasFailed(tests: readonly TestOutcome[], { name: planted }: Sentinel): boolean {
  return tests.some(({ name, status }) => name.at(-1) === planted && status === 'failed');
}
