import { AdapterError } from '../domain/error.ts';
import { type CoverageByFile, parseIstanbulCoverage } from '../formats/istanbul/parse-istanbul-coverage.ts';
import { parseJestJson, type ReportedTest } from '../formats/jest-json/parse-jest-json.ts';
import { type PrivateFolder, privateFolder } from '../platform/private-folder.ts';
import { plantingIn } from './planted-test.ts';
import { failureLine } from './failure-line.ts';
import { type ArgumentsByPreload, preloadSource, type StartedRun, startedRun } from './preload-source.ts';
import { repositoryPath } from './repository-path.ts';
import { assertEnded, noReport, outputTail } from './run-output.ts';
import type { LineHits, TestOutcome, TestReport, TestTool } from './tool.ts';

export interface PreloadRun extends Omit<Parameters<TestTool['run']>[0], 'signal'> {
  readonly runner: string;
  readonly arguments: ArgumentsByPreload;
  /** The checkout's real path, as the runner names its files. */
  readonly dir: string;
}

/** Runs a test command whose runner writes jest's JSON and Istanbul's coverage, and adds up the runs it consisted of. */
export async function runWithPreload(run: PreloadRun): Promise<TestReport> {
  const { runner, checkout, dir, command, coverage } = run;
  await using folder = await privateFolder();
  const preload = `${folder.path}/preload.cjs`;
  const nodeOptions = `--require="${preload.replace(/["\\]/g, '\\$&')}"`;
  await folder.write(
    'preload.cjs',
    preloadSource({ ...run.arguments, folder: folder.path, nodeOptions, measure: coverage, plant: plantingIn(dir, run) }),
  );
  const result = await checkout.exec({ command, env: { NODE_OPTIONS: nodeOptions }, writable: [folder.path], withServices: true });
  assertEnded(command, result);
  const runs: StartedRun[] = [];
  for await (const { name, text } of folder.texts('.', '.json')) if (name.startsWith('run-')) runs.push(startedRun(text));
  const tests: TestOutcome[] = [];
  const total = new Map<string, Map<number, number>>();
  for (const { id, measures } of runs) {
    const report = await only(folder, { sub: '.', file: `report-${id}.json` });
    if (report === null) throw noReport(command, runner, result);
    for (const test of parseJestJson(report)) tests.push(outcomeOf(dir, test));
    if (measures) addAll({ dir, total, coverage: await coverageOf(folder, id) });
  }
  const [first] = runs;
  if (first === undefined) throw noReport(command, runner, result);
  const measured = runs.every(({ measures }) => measures);
  return {
    tool: { name: runner, version: first.version },
    tests,
    coverage: measured ? total : null,
    coverageReason: measured ? null : coverage ? 'no coverage provider installed' : 'coverage was not asked for',
    exitCode: result.exitCode ?? 1,
    output: outputTail(result),
  };
}

async function coverageOf(folder: PrivateFolder, id: string): Promise<CoverageByFile> {
  const text = await only(folder, { sub: `coverage-${id}`, file: 'coverage-final.json' });
  if (text === null) throw new AdapterError('NO_COVERAGE_REPORT', 'the coverage provider is installed and left no report');
  return parseIstanbulCoverage(text);
}

async function only(folder: PrivateFolder, { sub, file }: { readonly sub: string; readonly file: string }): Promise<string | null> {
  for await (const { name, text } of folder.texts(sub, file)) if (name === file) return text;
  return null;
}

interface Addition {
  readonly dir: string;
  readonly total: Map<string, Map<number, number>>;
  readonly coverage: CoverageByFile;
}

function addAll({ dir, total, coverage }: Addition): void {
  for (const [file, hits] of coverage) {
    const path = repositoryPath(dir, file);
    if (path === null) continue;
    total.set(path, sum(total.get(path), hits));
  }
}

function sum(a: LineHits | undefined, b: LineHits): Map<number, number> {
  const lines = new Map(a);
  for (const [line, count] of b) lines.set(line, (lines.get(line) ?? 0) + count);
  return lines;
}

function outcomeOf(dir: string, { name, file, status, durationMs, failure }: ReportedTest): TestOutcome {
  const path = repositoryPath(dir, file);
  return {
    name: name.length === 0 ? [path ?? file] : name.map((part) => part.replaceAll(`${dir}/`, '')),
    file: path,
    status,
    durationMs,
    message: failure === null ? null : withoutStack(failure).replaceAll(`${dir}/`, ''),
    line: failureLine(failure, file),
  };
}

/** What failed, without where: the first lines up to the stack. */
function withoutStack(failure: string): string {
  const at = failure.search(/\n\s+at /);
  return (at === -1 ? failure : failure.slice(0, at)).trim();
}
