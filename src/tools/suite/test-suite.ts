import { realpath } from 'node:fs/promises';
import { InvariantError } from '../../domain/error.ts';
import { type PrivateFolder, privateFolder } from '../../platform/private-folder.ts';
import { plantingIn } from '../planted-test.ts';
import { processCoverage } from '../process-coverage.ts';
import { assertEnded, noReport, outputTail } from '../run-output.ts';
import { leftCoverage, olderReports } from './left-coverage.ts';
import { withNodeOnPath } from '../node-on-path.ts';
import type { LineHits, PreparedRunner, RunnerReport, TestReport, TestRun, TestSuite, TestTool } from '../tool.ts';

/** Several runners as one. Of each tool that `expected` names a report is missed when it leaves none, of the others it is not. */
export function testSuite(tools: readonly TestTool[], expected: readonly string[] = tools.map(({ runner }) => runner)): TestSuite {
  return {
    tools,
    isTestFile: (path) => tools.some((tool) => tool.isTestFile(path)),
    isSource: (path) => tools.some(({ sources }) => sources.isSource(path)),
    linesThatRun: (path, text) => tools.find(({ sources }) => sources.isSource(path))?.sources.linesThatRun(path, text) ?? new Set(),
    run: (request) => runTests({ ...request, tools, expected }),
  };
}

interface SuiteRun extends TestRun {
  readonly tools: readonly TestTool[];
  readonly expected: readonly string[];
}

async function runTests({ tools, expected, ...request }: SuiteRun): Promise<TestReport> {
  const { checkout, command } = request;
  await using folders = new AsyncDisposableStack();
  const dir = await realpath(checkout.dir);
  // Titles may hold the folder of the run, which is another one on each side of a change.
  const named = (part: string) => part.replaceAll(checkout.dir, '<checkout>').replaceAll(dir, '<checkout>');
  const prepared: { readonly tool: TestTool; readonly runner: PreparedRunner; readonly folder: PrivateFolder }[] = [];
  const byProcess = request.coverage && tools.some((tool) => tool.countedByProcess === true);
  const ofProcesses = byProcess ? folders.use(await privateFolder()) : null;
  const counted = ofProcesses === null ? null : await processCoverage(dir, ofProcesses);
  for (const tool of tools) {
    const folder = folders.use(await privateFolder());
    const planting = plantingIn(dir, request.planted?.get(tool.runner));
    prepared.push({ tool, folder, runner: await tool.prepare({ ...request, dir, folder, counted, planting }) });
  }
  const env = joined([...(counted === null ? [] : [counted.env]), ...prepared.map(({ runner }) => runner.env)]);
  const writable = [...(ofProcesses === null ? [] : [ofProcesses.path]), ...prepared.map(({ folder }) => folder.path)];
  const older = request.coverage ? await olderReports(dir) : new Set<string>();
  const result = await checkout.exec(await asked({ command, env, writable }, folders));
  assertEnded(command, result);
  const reports = new Map<TestTool, RunnerReport>();
  for (const { tool, runner } of prepared) {
    const report = await runner.read(result);
    if (report !== null) reports.set(tool, report);
  }
  const silent = tools.filter((tool) => !reports.has(tool) && expected.includes(tool.runner)).map(({ runner }) => runner);
  const names = expected.length > 0 ? silent.join(' and ') : null;
  const missing = silent.length > 0 || reports.size === 0 ? noReport(command, names, result) : null;
  if (reports.size === 0 && missing !== null) throw missing;
  const measured = coverageOf([...reports.values()]);
  const left = request.coverage && reports.values().every(({ coverage }) => coverage === null) ? await leftCoverage(dir, older) : null;
  return {
    tools: [...reports.values().map(({ tool }) => tool), ...(left?.tools ?? [])],
    tests: [...reports].flatMap(([{ runner }, { tests }]) => tests.map((test) => ({ ...test, name: test.name.map(named), runner }))),
    ...(left === null ? measured : { coverage: left.coverage, coverageReason: left.coverageReason }),
    missing,
    exitCode: [result.exitCode ?? 1, ...[...reports.values()].map(({ exitCode }) => exitCode ?? 0)].find((code) => code !== 0) ?? 0,
    durationMs: result.durationMs,
    output: outputTail(result),
  };
}

/** Of a shell command of a project: what asks for reports is also there where its scripts set NODE_OPTIONS themselves. */
async function asked(
  {
    command,
    env,
    writable,
  }: { readonly command: string; readonly env: Readonly<Record<string, string>>; readonly writable: readonly string[] },
  folders: AsyncDisposableStack,
): Promise<Parameters<TestRun['checkout']['exec']>[0]> {
  const nodeOptions = env['NODE_OPTIONS'];
  if (nodeOptions === undefined) return { command, env, writable, withServices: true };
  const folder = folders.use(await privateFolder());
  const launched = await withNodeOnPath({ command, nodeOptions }, folder);
  return {
    command: launched.command,
    name: command,
    env: { ...env, ...launched.env },
    writable: [...writable, folder.path],
    withServices: true,
  };
}

function joined(parts: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of parts.flatMap((part) => Object.entries(part))) {
    const known = env[name];
    if (known === undefined || known === value) env[name] = value;
    else if (name === 'NODE_OPTIONS') env[name] = `${known} ${value}`;
    else if (name === 'PYTHONPATH') env[name] = `${known}:${value}`;
    else throw new InvariantError('RUNNERS_CLASH', `two test runners set ${name}`);
  }
  return env;
}

/** Of all runners or of none: what only the others ran would look as if no test ran it. */
function coverageOf(reports: readonly RunnerReport[]): Pick<RunnerReport, 'coverage' | 'coverageReason'> {
  const total = new Map<string, Map<number, number>>();
  const unmeasured = reports.find(({ coverage }) => coverage === null);
  if (unmeasured !== undefined) return { coverage: null, coverageReason: unmeasured.coverageReason };
  // Those that are counted by process have one in common.
  for (const coverage of new Set(reports.map((report) => report.coverage))) {
    for (const [path, hits] of coverage ?? []) total.set(path, sum(total.get(path), hits));
  }
  return { coverage: total, coverageReason: null };
}

function sum(a: LineHits | undefined, b: LineHits): Map<number, number> {
  const lines = new Map(a);
  for (const [line, count] of b) lines.set(line, (lines.get(line) ?? 0) + count);
  return lines;
}
