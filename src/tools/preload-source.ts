import { z } from 'zod';
import { AdapterError } from '../domain/error.ts';
import { FORGET } from './node-on-path.ts';
import { parseJson } from './parse-json.ts';
import { PLANT } from './planted-test.ts';
import { PROGRAM } from './preload-parts.ts';
import type { Planting } from './tool.ts';

/** How a test runner that takes no orders by environment is given arguments. */
export interface ArgumentsByPreload {
  /** Matches the real path of the runner's own program, as a regular expression. */
  readonly program: string;
  /** First arguments with which the program runs no tests. */
  readonly otherCommands: readonly string[];
  /** `{report}` stands for the report's path, `{coverage}` for the coverage's folder. */
  readonly report: readonly string[];
  /** The program prints nothing for people any more, unless the script chose how. */
  readonly reportUnlessChosen: { readonly flag: string; readonly add: readonly string[] };
  /** Empty: V8 counts, in every process. */
  readonly coverage: readonly string[];
  /** Packages that measure coverage, with the arguments they need: the first entry of which all are installed; empty: none is needed. */
  readonly providers: readonly { readonly names: readonly [string, ...string[]]; readonly add: readonly string[] }[];
}

/**
 * A module that NODE_OPTIONS loads into every Node process of the test command. In the runner's own process, and there alone, it adds
 * arguments; so the command stays as it is, however many scripts and runs it chains, and each run leaves a report of its
 * own. It takes itself out of NODE_OPTIONS, so that runs started by tests are not reported as part of this one.
 */
export function preloadSource(
  request: ArgumentsByPreload & {
    readonly folder: string;
    readonly nodeOptions: string;
    readonly measure: boolean;
    readonly plant: Planting | null;
  },
): string {
  return `'use strict';
${PROGRAM}const plan = ${JSON.stringify(request)};
${PLANT}const path = program();
if (path !== null && new RegExp(plan.program).test(path)) {
  process.env.NODE_OPTIONS = (process.env.NODE_OPTIONS ?? '').replace(plan.nodeOptions, '').trim();
  ${FORGET}
  // Another runner of the same command asked for it: here the text that V8 counts in is no file.
  if (plan.coverage.length > 0 && process.env.NODE_V8_COVERAGE !== undefined) {
    delete process.env.NODE_V8_COVERAGE;
    require('node:v8').stopCoverage();
  }
  const given = process.argv.slice(first + 1);
  if (!plan.otherCommands.includes(given[0])) {
    if (plan.plant !== null) plantTests(plan.plant);
    const id = process.pid + '-' + process.hrtime.bigint();
    const report = join(plan.folder, 'report-' + id + '.json');
    const coverage = join(plan.folder, 'coverage-' + id);
    mkdirSync(coverage);
    const installed = (name) => above(process.cwd(), join('node_modules', name, 'package.json'));
    const provider = plan.providers.find(({ names }) => names.every((name) => installed(name) !== null));
    const version = versionOf(path);
    const ofProvider = provider === undefined ? null : versionOf(installed(provider.names[0]));
    // It reads what its own version writes: mixed, a function that nothing calls may count as run.
    const isMixed = ofProvider !== null && ofProvider.split('.')[0] !== version.split('.')[0];
    const measures = plan.measure && !isMixed && (plan.providers.length === 0 || provider !== undefined);
    const hasChosen = given.some((word) => word === plan.reportUnlessChosen.flag || word.startsWith(plan.reportUnlessChosen.flag + '='));
    const added = [
      ...plan.report,
      ...(hasChosen ? [] : plan.reportUnlessChosen.add),
      ...(measures ? [...plan.coverage, ...(provider?.add ?? [])] : []),
    ].map((word) => word.replace('{report}', report).replace('{coverage}', coverage));
    const end = process.argv.indexOf('--');
    process.argv.splice(end === -1 ? process.argv.length : end, 0, ...added);
    writeFileSync(join(plan.folder, 'run-' + id + '.json'), JSON.stringify({ id, version, measures, ...(isMixed ? { mixedWith: provider.names[0] + ' ' + ofProvider } : {}) }), { mode: 0o600 });
  }
}
`;
}

const started = z.object({
  id: z.string().regex(/^\d+-\d+$/),
  version: z.string().max(100),
  measures: z.boolean(),
  /** A coverage provider that is not of the runner's version. */
  mixedWith: z.string().max(200).optional(),
  cwd: z.string().max(10_000).optional(),
  /** What its tests are about may have run where nobody counts lines. */
  isElsewhere: z.boolean().optional(),
});

/** What the preload leaves for each run of the runner: `run-<id>.json`, beside `report-<id>.json` and `coverage-<id>/`. */
export type StartedRun = z.infer<typeof started>;

export function startedRun(text: string): StartedRun {
  const read = started.safeParse(parseJson(text));
  if (!read.success) throw new AdapterError('UNREADABLE_REPORT', 'the record of a test run is not ours');
  return read.data;
}
