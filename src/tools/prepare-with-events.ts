import type { TestRunner } from '../domain/project.ts';
import { parseTestEvents, type TestEvent } from '../formats/test-events/parse-test-events.ts';
import { failureLine } from './failure-line.ts';
import { requireOption } from './node-options.ts';
import { type StartedRun, startedRun } from './preload-source.ts';
import { repositoryPath } from './repository-path.ts';
import { noReport } from './run-output.ts';
import type { PreparedRunner, ReportedOutcome, RunnerRequest } from './tool.ts';

export interface EventRunner {
  readonly runner: TestRunner;
  /** The module that NODE_OPTIONS loads; told by which option, as it takes itself out again. */
  preload(nodeOptions: string): string | Promise<string>;
  /** What a report says, where it is none of our events. */
  outcomes?(text: string, where: { readonly dir: string; readonly cwd: string }): readonly ReportedOutcome[];
}

/** A runner to which something of ours listens and writes down each test; the runs of which the command consisted are added up. */
export async function prepareWithEvents(
  { dir, folder, command, counted }: RunnerRequest,
  { runner, preload, outcomes = eventOutcomes }: EventRunner,
): Promise<PreparedRunner> {
  const nodeOptions = requireOption(`${folder.path}/preload.cjs`);
  await folder.write('preload.cjs', await preload(nodeOptions));
  return {
    env: { NODE_OPTIONS: nodeOptions },
    async read(result) {
      const runs: StartedRun[] = [];
      const reports = new Map<string, string>();
      for await (const { name, text } of folder.texts('.', '.json')) {
        if (name.startsWith('run-')) runs.push(startedRun(text));
        else reports.set(name, text);
      }
      const [first] = runs;
      if (first === undefined) return null;
      const tests = runs.flatMap(({ id, cwd = dir }) => {
        const events = reports.get(`report-${id}.json`);
        if (events === undefined) throw noReport(command, runner, result);
        return outcomes(events, { dir, cwd });
      });
      const tool = { name: runner, version: first.version };
      if (counted === null) return { tool, tests, coverage: null, coverageReason: 'coverage was not asked for' };
      if (runs.some(({ isElsewhere }) => isElsewhere === true)) return { tool, tests, coverage: null, coverageReason: ELSEWHERE };
      return { tool, tests, coverage: await counted.read(), coverageReason: null };
    },
  };
}

/** A server is killed before it has said what it ran. */
const ELSEWHERE = 'its tests drive a browser, send requests or have a server started: which lines ran there is not known';

function eventOutcomes(text: string, { dir }: { readonly dir: string }): readonly ReportedOutcome[] {
  return parseTestEvents(text).map((event) => outcomeOf(dir, event));
}

function outcomeOf(dir: string, { name, variant, file, status, durationMs, failure }: TestEvent): ReportedOutcome {
  const path = file === null ? null : repositoryPath(dir, file);
  const stack = failure?.stack ?? null;
  return {
    name: name.map((part) => part.replaceAll(`${dir}/`, '')),
    variant,
    file: path,
    status,
    durationMs,
    message: failure?.message.replaceAll(`${dir}/`, '') ?? null,
    // Some take the folder they run in out of their stacks.
    line: failureLine(stack, file, path),
  };
}
