import { randomBytes } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { AdapterError } from '../../domain/error.ts';
import { type JunitReport, parseJunit } from '../../formats/junit/parse-junit.ts';
import { parseSarif, type SarifReport } from '../../formats/sarif/parse-sarif.ts';
import { type ExecResult, HOW_IT_ENDED } from '../../platform/exec.ts';
import { readOrdinary } from '../../platform/read-ordinary.ts';
import { unreadable } from '../run-program.ts';
import type { ReportingAnswer, ReportingTool } from '../tool.ts';
import { readActionlint, readShellcheck } from './read-linter.ts';

type Command = string | readonly [string, ...string[]];

/** As the config names it. */
export interface ReportingToolConfig {
  /** A shell command of the config, or a program with its arguments. */
  readonly command: Command;
  /** It is given the files it is to read, and looks for none itself. */
  readonly takesFiles?: boolean;
  /** Path null: on its standard output. */
  readonly report: { readonly format: 'sarif' | 'junit' | 'shellcheck' | 'actionlint'; readonly path: string | null };
  readonly exitCodes: { readonly clean: readonly number[]; readonly findings: readonly number[] };
  readonly version: Command | null;
  /** `secret`: what it must not repeat. */
  readonly canary: { readonly path: string; readonly text: string; readonly secret?: string } | null;
  /** Whatever it finds is an error: its report does not say how bad it is. */
  readonly isError?: boolean;
  readonly timeoutMinutes: number;
}

export interface ReportingToolOptions {
  readonly name: string;
  readonly config: ReportingToolConfig;
  /** Keeps a raw report and answers its SHA-256. */
  readonly keep: (text: string) => Promise<string>;
}

type Report = SarifReport | JunitReport;

const PARSERS: Readonly<Record<ReportingToolConfig['report']['format'], (text: string, root: string) => Report>> = {
  sarif: parseSarif,
  junit: parseJunit,
  shellcheck: readShellcheck,
  actionlint: readActionlint,
};

/** Another word in every run: a case of a report without files is known by it, and a change cannot have named one so. */
const CANARY_WORD = 'JIDOKA_CANARY';

/** Of a report on standard output there is no file to take away. */
const NOWHERE = '.jidoka/no-report';

const MAX_REPORT = 64 * 1024 * 1024;

/** Exit codes of a shell that found no such program, or one that cannot be run. */
const NO_PROGRAM = new Set([126, 127]);

/**
 * Takes away what lies where the report is to be, and plants the canary. Run in the sandbox, as links of the tree lead where they like.
 * A constant: what the config says reaches it as arguments.
 */
const PREPARE = `
rm -rf -- "$1" && mkdir -p -- "$(dirname -- "$1")" || exit 2
[ "$#" -lt 3 ] && exit 0
[ ! -e "$2" ] && [ ! -L "$2" ] && mkdir -p -- "$(dirname -- "$2")" && printf %s "$3" > "$2"`;

/** A program of the base commit's config. It counts only when exit code, report and canary all say that it looked. */
export function reportingTool({ name, config, keep }: ReportingToolOptions): ReportingTool {
  const { command, report, canary, version } = config;
  return {
    async judge({ checkout, files, named, signal }) {
      const run = async (asked: Command) => {
        // A command of the config may start what the repository has; a program that is known by its name is the machine's.
        const place = typeof asked === 'string' ? {} : ({ isOfMachine: true } as const);
        const result = await checkout.exec({ command: asked, timeoutMs: config.timeoutMinutes * 60_000, ...place });
        signal.throwIfAborted();
        return ended(name, result);
      };
      const said = version === null ? null : versionOf(name, await run(version));
      const word = `${CANARY_WORD}_${randomBytes(8).toString('hex')}`;
      const planted = canary === null ? [] : [canary.path, canary.text.replaceAll(CANARY_WORD, word)];
      const prepared = await run(['/bin/sh', '-c', PREPARE, 'prepare', report.path ?? NOWHERE, ...planted]);
      if (prepared.exitCode !== 0)
        throw unreadable(name, prepared, 'could not be prepared: is there a file where its canary is to be planted?');
      const result = await run(config.takesFiles === true ? withFiles(command, [...named, ...planted.slice(0, 1)]) : command);
      const text = await reportIn(checkout.dir, { name, config, result });
      const answer = PARSERS[report.format](text, realpathSync(checkout.dir));
      requireAgreement({ name, config, result, answer });
      requireNoFailure({ name, answer, files });
      const isCanary = ({ path, code }: Report['problems'][number]) =>
        canary !== null && (path === canary.path || ('cases' in answer && code.includes(word)));
      const problems = answer.problems
        .filter((problem) => !isCanary(problem))
        .map((problem) => (config.isError === true ? { ...problem, severity: 'error' as const } : problem));
      const found = answer.problems.length - problems.length;
      const cases = 'cases' in answer ? { ...answer.cases, ran: answer.cases.ran - found } : null;
      if (cases !== null && files.length > 0) requireCases(name, cases);
      return {
        tool: { name: answer.tool.name || name, version: said ?? answer.tool.version ?? 'unknown', digest: await keep(text) },
        examined: examinedOf({ name, config, answer, files, isFound: found > 0 }),
        problems,
        ...(cases === null ? {} : { cases }),
      };
    },
  };
}

type Ended = ExecResult & { readonly exitCode: number };

function ended(name: string, result: ExecResult): Ended {
  const { end, exitCode, signal } = result;
  if (end === 'not-started')
    throw new AdapterError('TOOL_ABSENT', `${name} could not be started: ${result.stderr.trim().slice(0, 500)}`, {
      hint: `install it so that it is on the PATH, outside of the repository, or take tools.${name} out of .jidoka/config.yaml`,
    });
  if (end !== 'exited') throw new AdapterError('TOOL_NOT_FINISHED', `${name} ${HOW_IT_ENDED[end]}`, { isRetryable: end === 'timed-out' });
  if (exitCode === null)
    throw new AdapterError('TOOL_KILLED', `${name} was ended by the signal ${signal ?? 'unknown'}`, { isRetryable: true });
  const answer = { ...result, exitCode };
  if (NO_PROGRAM.has(exitCode)) throw unreadable(name, answer, 'could not be started');
  return answer;
}

/** By paths that no program takes for an option. */
function withFiles(command: Command, files: readonly string[]): Command {
  return typeof command === 'string' ? command : [...command, ...files.map((path) => `./${path}`)];
}

/** What it reports, once it is sure that no secret is kept with it. */
async function reportIn(
  dir: string,
  { name, config: { report, canary }, result }: Pick<Answered, 'name' | 'config'> & { readonly result: Ended },
): Promise<string> {
  if (report.path === null && result.truncated) throw unreadable(name, result, 'printed more than is read');
  const text = report.path === null ? result.stdout : await readOrdinary(join(dir, report.path), { within: dir, maxBytes: MAX_REPORT });
  if (text === null) throw unreadable(name, result, `left no report at ${report.path}`);
  if (canary?.secret !== undefined && text.includes(canary.secret))
    throw new AdapterError('SECRET_REPEATED', `${name} repeats what it finds in its report, although it was told not to: it was not kept`);
  return text;
}

function versionOf(name: string, result: Ended): string {
  const version = /\d+(\.\d+)+[\w.+-]*/.exec(result.stdout)?.[0];
  if (result.exitCode !== 0 || version === undefined) throw unreadable(name, result, 'did not say its version');
  return version;
}

interface Answered {
  readonly name: string;
  readonly config: ReportingToolConfig;
  readonly answer: Report;
}

/** A report that says something else than the exit code is one of the two being wrong. */
function requireAgreement({ name, config: { exitCodes }, result, answer }: Answered & { readonly result: Ended }): void {
  const { exitCode } = result;
  if (![...exitCodes.clean, ...exitCodes.findings].includes(exitCode))
    throw unreadable(name, result, 'ended with an exit code that `exitCodes` does not have');
  const found = answer.problems.length;
  if (found === 0 && !exitCodes.clean.includes(exitCode))
    throw unreadable(name, result, 'says by its exit code that it found something, and its report is empty');
  if (found > 0 && !exitCodes.findings.includes(exitCode))
    throw unreadable(name, result, `says by its exit code that it found nothing, and its report has ${found} results`);
}

function requireNoFailure({ name, answer, files }: Omit<Answered, 'config'> & { readonly files: readonly string[] }): void {
  const failure = answer.failures.find(({ path }) => path === null || files.includes(path));
  if (failure === undefined) return;
  const where = failure.path === null ? '' : ` about ${failure.path}`;
  throw new AdapterError('TOOL_FAILED', `${name} reports a failure of its own${where}: ${failure.message.slice(0, 500)}`);
}

/** Tests that did not run say nothing about the files in scope. */
function requireCases(name: string, { ran, skipped }: NonNullable<ReportingAnswer['cases']>): void {
  if (ran > 0) return;
  const what = skipped === 0 ? 'has no test case' : `has only skipped test cases (${skipped})`;
  throw new AdapterError('NO_PROOF', `the report of ${name} ${what}: nothing proves that anything ran`);
}

/** With a canary found it has looked; else what the report lists is what it looked at. */
function examinedOf({
  name,
  config: { canary },
  answer,
  files,
  isFound,
}: Answered & { readonly files: readonly string[]; readonly isFound: boolean }): ReportingAnswer['examined'] {
  if (canary !== null) {
    if (isFound) return files;
    throw new AdapterError(
      'CANARY_MISSED',
      `${name} found nothing in the planted ${canary.path}: what it says about other files proves nothing`,
      {
        hint: 'is the file one that it looks at, and is there a fault in it that its rules name?',
      },
    );
  }
  const listed = new Set(answer.files);
  const silent = files.filter((path) => !listed.has(path));
  if (listed.size > 0 && silent.length === 0) return files;
  // Many tools list only the files in which they found something: of the others nobody knows.
  throw new AdapterError(
    'NO_PROOF',
    `the report of ${name} lists ${listed.size === 0 ? 'no files' : `files, and not ${silent.slice(0, 5).join(', ')}`}: nothing proves that it looked`,
    {
      hint: `give it a fault that it must find: tools.${name}.canary in .jidoka/config.yaml`,
    },
  );
}
