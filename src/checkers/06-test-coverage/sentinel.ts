import { AdapterError } from '../../domain/error.ts';
import type { TestRunner } from '../../domain/project.ts';
import type { Tree } from '../../domain/tree.ts';
import type { Planted, Sentinel, TestOutcome, TestReport, TestSuite, TestTool } from '../../tools/tool.ts';
import type { Workspaces } from '../../workspace/checkout.ts';
import { settledScripts } from './settled-scripts.ts';
import { looksLikeTest } from './source-files.ts';

export interface Proof {
  readonly workspaces: Workspaces;
  readonly testSuite: TestSuite;
  readonly command: string;
  readonly base: Tree;
  readonly head: Tree;
  readonly nonce: string;
  /** What the same command reported without a planted test. */
  readonly report: TestReport;
  readonly signal: AbortSignal;
}

/**
 * Proves that the report can turn red: the same command on a fresh copy with one planted test for each runner that must fail, and, at the end of
 * each test file that ran, one that fails unless something which that file loads swallows failures. In a run of its own, so that the judged run's
 * exit code stays its own and a runner that stops at the first failure has stopped nothing.
 * AdapterError when a planted test did not fail (narrowed patterns, a forged reporter, no tests at all), or when one in a file passed.
 */
export async function proveByPlantedTest(proof: Proof): Promise<void> {
  const ran = new Set(proof.report.tests.map(({ runner }) => runner));
  const plants: Plant[] = [];
  for (const tool of proof.testSuite.tools) if (ran.has(tool.runner)) plants.push({ tool, sentinel: await sentinelOf(proof, tool) });
  const unproven = await unprovenWithProbes(proof, plants);
  // A file that takes no test at its end, a runner that stops at the first failure, a command that stops at the first runner: nobody's fault.
  for (const plant of unproven) {
    const { tests, output } = await runPlanted(proof, [plant]);
    if (hasFailed(tests, plant)) continue;
    throw new AdapterError(
      'SENTINEL_NOT_SEEN',
      `a failing test planted at ${plant.sentinel.path} did not fail in the report: the tests of that folder are not run, or the report does not say what happened\n${output}`,
    );
  }
}

interface Plant {
  readonly tool: TestTool;
  readonly sentinel: Sentinel;
}

async function sentinelOf({ base, head: judged, nonce, report }: Proof, tool: TestTool): Promise<Sentinel> {
  const head = await settledScripts(judged, base);
  const ran = new Set(report.tests.flatMap(({ file, runner }) => (runner === tool.runner ? [file] : [])));
  const there = head.paths.filter((path) => ran.has(path));
  const beside: Tree = { ...head, paths: there.length > 0 ? there : sourcesOf(ran, head.paths) };
  const sentinel = (await tool.sentinel(beside, nonce)) ?? (await tool.sentinel(head, nonce));
  if (sentinel !== null) return sentinel;
  throw new AdapterError(
    'NO_PLACE_FOR_SENTINEL',
    `no test file of ${tool.runner} to plant a failing test beside, so nothing proves that tests ran`,
  );
}

const stem = (path: string) => path.replace(/\.[cm]?[jt]sx?$/, '');

/** Where only what a build wrote ran, what it was written from: `src/test/a.test.ts` of `dist/test/a.test.js`. */
function sourcesOf(ran: ReadonlySet<string | null>, paths: readonly string[]): readonly string[] {
  const stems = paths.map((path) => ({ path, stem: `/${stem(path)}` }));
  return [...ran].flatMap((file) => {
    const folders = stem(file ?? '').split('/');
    const ends = folders.slice(1).map((_, from) => `/${folders.slice(from + 1).join('/')}`);
    const alike = ends.map((end) => stems.filter((one) => one.stem.endsWith(end))).find((found) => found.length > 0) ?? [];
    return alike.length === 1 ? alike.map(({ path }) => path) : [];
  });
}

/** AdapterError when a probe passed; one that is not in the report says nothing, as `only` and filters leave it out. */
async function unprovenWithProbes(proof: Proof, plants: readonly Plant[]): Promise<readonly Plant[]> {
  const probes = new Set(plants.map(({ tool }) => tool.probe(proof.nonce)?.name));
  const tests = await runPlanted(proof, plants, 'probed').then(
    (report) => report.tests,
    (error: unknown) => {
      if (error instanceof AdapterError) return [];
      throw error;
    },
  );
  const passed = tests.find(({ name, status }) => probes.has(name.at(-1)) && status === 'passed');
  if (passed === undefined) return plants.filter((plant) => !hasFailed(tests, plant));
  throw new AdapterError(
    'FAILURE_SWALLOWED',
    `a failing test planted at the end of ${passed.file ?? 'a test file'} was reported as passed: what this file loads keeps failures from the report`,
    { hint: 'look for what replaces a function of the test runner or of its assertions, in the changed files first' },
  );
}

async function runPlanted(proof: Proof, plants: readonly Plant[], probed?: 'probed'): Promise<TestReport> {
  const { workspaces, testSuite, command, nonce, signal } = proof;
  const checkout = await workspaces.testbed('head');
  const planted = plants.map(({ tool, sentinel: plant }): [TestRunner, Planted] => {
    const probe = probed === undefined ? null : tool.probe(nonce);
    return [tool.runner, probe === null ? { plant } : { plant, probed: { text: probe.text, paths: filesWithTests(proof, tool) } }];
  });
  return await testSuite.run({ checkout, command, coverage: false, planted: new Map(planted), signal });
}

/** Not what node:test runs for lying below `test` and is named by its path: helpers, and programs that tests start. */
function filesWithTests({ head, report }: Proof, tool: TestTool): readonly string[] {
  const tests = report.tests.filter(({ runner }) => runner === tool.runner);
  const files = new Set(tests.flatMap(({ name, file }) => (file === null || name.join('') === file ? [] : [file])));
  return [...files].filter((path) => head.entry(path)?.mode.startsWith('100') === true && (tool.isTestFile(path) || looksLikeTest(path)));
}

function hasFailed(tests: readonly TestOutcome[], { tool, sentinel }: Plant): boolean {
  return tests.some(({ name, runner, status }) => runner === tool.runner && name.at(-1) === sentinel.name && status === 'failed');
}
