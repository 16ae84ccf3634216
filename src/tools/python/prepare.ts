import { resolve } from 'node:path';
import { AdapterError } from '../../domain/error.ts';
import type { TestRunner } from '../../domain/project.ts';
import { parseCoveragePyJson } from '../../formats/coverage-py-json/parse-coverage-py-json.ts';
import { parsePythonTestEvents, type PythonTest, type PythonTestRun } from '../../formats/python-test-events/parse-python-test-events.ts';
import type { ExecResult } from '../../platform/exec.ts';
import type { PrivateFolder } from '../../platform/private-folder.ts';
import { requireModules, requireOwnCode, requireOutputModules } from './answers.ts';
import { importRoots } from './modules.ts';
import type { PythonRun } from './reporting-source.ts';
import { repositoryPath } from '../repository-path.ts';
import { outputTail } from '../run-output.ts';
import type { LineHits, PreparedRunner, ReportedOutcome, RunnerRequest } from '../tool.ts';

export interface PythonRunner {
  readonly runner: TestRunner;
  /** The module that is put on PYTHONPATH. */
  readonly module: { readonly file: string; readonly source: (run: PythonRun) => string };
  /** What loads it, beside its being there. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Compiled files beside the sources could hold other code than those, and count as fresh: they are neither read nor written.
 */
const NO_COMPILED_FILES = { PYTHONPYCACHEPREFIX: '/nonexistent', PYTHONDONTWRITEBYTECODE: '1' };

/** A runner that is a Python program, asked for a report; the runs of which the command consisted are added up. */
export async function preparePython(
  { dir, folder, coverage, planting }: RunnerRequest,
  { runner, module, env }: PythonRunner,
): Promise<PreparedRunner> {
  const roots = importRoots(dir);
  const restore = { ...Object.fromEntries(Object.keys(env).map((name) => [name, null])), PYTHONPATH: roots.join(':') };
  await folder.write(module.file, module.source({ folder: folder.path, dir, measure: coverage, plant: planting, restore }));
  return {
    env: { ...NO_COMPILED_FILES, ...env, PYTHONPATH: [folder.path, ...roots].join(':') },
    async read(result) {
      const runs = await runsIn({ folder, dir, runner, result });
      const [first] = runs;
      if (first === undefined) return null;
      for (const { modules } of runs) requireOwnCode(dir, modules);
      for (const { tests } of runs) requireModules(dir, tests);
      const total = coverage ? await coverageIn({ folder, dir, cwd: first.cwd }) : null;
      return {
        tool: { name: runner, version: `${first.runner} (Python ${first.python})` },
        tests: runs.flatMap(({ tests }) => tests.map((test) => outcomeOf(dir, test))),
        coverage: total,
        coverageReason:
          total !== null ? null : coverage ? 'coverage.py is not installed where the tests run' : 'coverage was not asked for',
      };
    },
  };
}

interface Ended {
  readonly folder: PrivateFolder;
  readonly dir: string;
  readonly runner: TestRunner;
  readonly result: ExecResult;
}

async function runsIn({ folder, dir, runner, result }: Ended): Promise<PythonTestRun[]> {
  const runs: PythonTestRun[] = [];
  try {
    for await (const { text } of folder.texts('.', '.ndjson')) runs.push(parsePythonTestEvents(text));
  } catch (error) {
    // What ended the run early may be the want of a package.
    if (error instanceof AdapterError) requireOutputModules({ dir, runner, output: outputTail(result) });
    throw error;
  }
  if (runs.length === 0) requireOutputModules({ dir, runner, output: outputTail(result) });
  return runs;
}

function outcomeOf(dir: string, { name, file, status, durationMs, failure }: PythonTest): ReportedOutcome {
  const path = repositoryPath(dir, file);
  return {
    name: name.length === 0 ? [path ?? file] : name,
    file: path,
    status,
    durationMs,
    message: failure === null ? null : (failure.message || failure.text).replaceAll(`${dir}/`, ''),
    line: failure?.frames.findLast(([at]) => at === file)?.[1] ?? null,
  };
}

interface Measured {
  readonly folder: PrivateFolder;
  readonly dir: string;
  /** From where paths in a report go. */
  readonly cwd: string;
}

/** Null where no process has measured. */
async function coverageIn({ folder, dir, cwd }: Measured): Promise<ReadonlyMap<string, LineHits> | null> {
  const total = new Map<string, Map<number, number>>();
  let isMeasured = false;
  for await (const { name, text } of folder.texts('.', '.json')) {
    if (!name.startsWith('coverage-')) continue;
    isMeasured = true;
    for (const [file, hits] of parseCoveragePyJson(text)) {
      const path = repositoryPath(dir, resolve(cwd, file));
      if (path === null) continue;
      const lines = total.get(path) ?? new Map<number, number>();
      for (const [line, count] of hits) lines.set(line, (lines.get(line) ?? 0) + count);
      total.set(path, lines);
    }
  }
  return isMeasured ? total : null;
}
