import { AdapterError } from '../domain/error.ts';
import { type CoverageByFile, parseIstanbulCoverage } from '../formats/istanbul/parse-istanbul-coverage.ts';
import { parseJestJson, type ReportedTest } from '../formats/jest-json/parse-jest-json.ts';
import type { TestRunner } from '../domain/project.ts';
import type { PrivateFolder } from '../platform/private-folder.ts';
import { failureLine } from './failure-line.ts';
import { type ArgumentsByPreload, preloadSource, type StartedRun, startedRun } from './preload-source.ts';
import { repositoryPath } from './repository-path.ts';
import { requireOption } from './node-options.ts';
import { noReport } from './run-output.ts';
import type { LineHits, PreparedRunner, ReportedOutcome, RunnerRequest } from './tool.ts';

/** A runner that writes jest's JSON and Istanbul's coverage, asked to; the runs of which the command consisted are added up. */
export async function prepareWithPreload(
  { dir, folder, command, coverage, planting }: RunnerRequest,
  { runner, arguments: added }: { readonly runner: TestRunner; readonly arguments: ArgumentsByPreload },
): Promise<PreparedRunner> {
  const nodeOptions = requireOption(`${folder.path}/preload.cjs`);
  await folder.write('preload.cjs', preloadSource({ ...added, folder: folder.path, nodeOptions, measure: coverage, plant: planting }));
  return {
    env: { NODE_OPTIONS: nodeOptions },
    async read(result) {
      const runs: StartedRun[] = [];
      for await (const { name, text } of folder.texts('.', '.json')) if (name.startsWith('run-')) runs.push(startedRun(text));
      const [first] = runs;
      if (first === undefined) return null;
      const tests: ReportedOutcome[] = [];
      const total = new Map<string, Map<number, number>>();
      for (const { id, measures } of runs) {
        const report = await only(folder, { sub: '.', file: `report-${id}.json` });
        if (report === null) throw noReport(command, runner, result);
        for (const test of parseJestJson(report)) tests.push(outcomeOf(dir, test));
        if (measures) addAll({ dir, total, coverage: await coverageOf(folder, id) });
      }
      const measured = runs.every(({ measures }) => measures);
      return {
        tool: { name: runner, version: first.version },
        tests,
        coverage: measured ? total : null,
        coverageReason: measured ? null : coverage ? whyUnmeasured(runner, runs) : 'coverage was not asked for',
      };
    },
  };
}

function whyUnmeasured(runner: TestRunner, runs: readonly StartedRun[]): string {
  const mixed = runs.find(({ mixedWith }) => mixedWith !== undefined);
  return mixed === undefined
    ? 'no coverage provider installed'
    : `${runner} ${mixed.version} and ${mixed.mixedWith} are of different versions, and together measure wrongly`;
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

function outcomeOf(dir: string, { name, file, status, durationMs, failure }: ReportedTest): ReportedOutcome {
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
