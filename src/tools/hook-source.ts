import { FORGET } from './node-on-path.ts';
import { PLANT } from './planted-test.ts';
import { PROGRAM, TEXT } from './preload-parts.ts';
import type { Planting } from './tool.ts';

export interface Hook {
  /** The checkout's real path. */
  readonly dir: string;
  readonly folder: string;
  readonly nodeOptions: string;
  readonly plant: Planting | null;
  /** What it does in a Node process; it begins by `begin(path, tell)`. */
  readonly body: string;
}

/**
 * A module that NODE_OPTIONS loads into every Node process of the test command, to listen to a runner that has no reports to ask for, inside
 * the runner itself: what tests print is no report. It takes itself out of NODE_OPTIONS where the runner runs, so that runs started by tests
 * are not reported as part of this one.
 */
export function hookSource({ body, ...plan }: Hook): string {
  return `'use strict';
${PROGRAM}const plan = ${JSON.stringify(plan)};
${PLANT}const { fileURLToPath, pathToFileURL } = require('node:url');
${TEXT}const plain = (text) => text.replace(/\\u001b\\[[0-9;]*m/g, '');
const pathOf = (file) => {
  if (typeof file !== 'string') return null;
  return file.startsWith('file:') ? fileURLToPath(file) : resolve(file);
};
const leave = () => {
  process.env.NODE_OPTIONS = (process.env.NODE_OPTIONS ?? '').replace(plan.nodeOptions, '').trim();
  ${FORGET}
};
const startedRun = (path) => {
  leave();
  const id = process.pid + '-' + process.hrtime.bigint();
  const report = join(plan.folder, 'report-' + id + '.json');
  const run = JSON.stringify({ id, version: versionOf(path), measures: false, cwd: realpathSync(process.cwd()) });
  writeFileSync(join(plan.folder, 'run-' + id + '.json'), run, { mode: 0o600 });
  return { report, write: (record) => appendFileSync(report, JSON.stringify(record) + '\\n', { mode: 0o600 }) };
};
const begin = (path) => startedRun(path).write;
const isOwn = (file) => file.startsWith(plan.dir + sep) && !file.slice(plan.dir.length).split(sep).includes('node_modules');
// Does this process run tests: those of the runner's own program, or those a file of the repository loads?
const startsOwn = (runner) => {
  const path = program();
  return path !== null && (runner.test(path) || isOwn(path));
};
// The file that declares a test: code at its top, or the nearest where a function of it does.
const callerFile = () => {
  const { prepareStackTrace, stackTraceLimit } = Error;
  Error.stackTraceLimit = 100;
  Error.prepareStackTrace = (_, sites) => sites;
  const sites = new Error().stack;
  Error.prepareStackTrace = prepareStackTrace;
  Error.stackTraceLimit = stackTraceLimit;
  const own = sites.map((site) => ({ file: pathOf(site.getFileName()), name: site.getFunctionName() })).filter(({ file }) => file !== null && isOwn(file));
  return (own.find(({ name }) => name === null) ?? own[0])?.file ?? null;
};
${body}`;
}
