import { isAbsolute, relative, resolve, sep } from 'node:path';
import { AdapterError } from '../../domain/error.ts';
import type { Range } from '../../domain/finding.ts';
import { readXml, type XmlElement } from '../read-xml.ts';

/** A test case that failed, in the words that a report of any tool is read into. */
export interface FailedCase {
  /** The names of its suites, its class and its own: what it is known by. */
  readonly code: string;
  readonly severity: 'error';
  readonly message: string;
  /** Null when the report names no file of the repository. */
  readonly path: string | null;
  readonly range?: Range;
  /** One test: the same one that fails with other words is no other finding. */
  readonly count: 1;
}

/** Any case, as its suite has it. */
export interface JunitCase {
  /** Of its class, where there is one. */
  readonly className: string;
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly durationMs: number | null;
  /** What it failed of, with where. */
  readonly said: string | null;
}

export interface JunitReport {
  readonly tool: { readonly name: string; readonly version: null };
  readonly problems: readonly FailedCase[];
  /** Of the cases that ran, as far as the report says. */
  readonly files: readonly string[];
  readonly failures: readonly never[];
  readonly cases: { readonly ran: number; readonly skipped: number };
  readonly tests: readonly JunitCase[];
}

const MAX_CASES = 100_000;
const MAX_MESSAGE = 500;
const MAX_SAID = 5000;

const SUITES = new Set(['testsuites', 'testsuite']);
const FAILED = new Set(['failure', 'error']);
/** That a case failed first and passed when it was run again is for the one to say who set the runner to do so. */
const SILENT = new Set(['properties', 'system-out', 'system-err', 'rerunFailure', 'rerunError', 'flakyFailure', 'flakyError']);
const SAYS_FAILED = /^(fail|failed|failure|error|errored)$/i;
const SAYS_SKIPPED = /^(notrun|skipped|disabled|suppressed)$/i;

/** What stands in a suite and below it. */
interface Found {
  readonly problems: FailedCase[];
  readonly files: Set<string>;
  readonly tests: JunitCase[];
  cases: number;
  /** Cases that failed, and what they failed of: writers count the one or the other. */
  failed: number;
  failures: number;
  skipped: number;
}

interface Place {
  readonly root: string;
  readonly suites: readonly string[];
  readonly file: string | undefined;
  readonly isPytest: boolean;
}

/**
 * Reads a report in JUnit's XML, as pytest, Surefire, gotestsum, jest-junit and others write it. AdapterError for what is no such report,
 * for an element nobody knows, as it may be a failure, and for a suite that declares more than it holds. `root`: the checkout's real path.
 */
export function parseJunit(text: string, root: string): JunitReport {
  const top = readXml(text);
  if (!SUITES.has(top.name)) throw unreadable(`its root is <${top.name}>`);
  const { problems, files, cases, skipped, tests } = suite(top, { root, suites: [], file: undefined, isPytest: false });
  if (cases > MAX_CASES) throw unreadable(`it holds ${cases} cases, more than ${MAX_CASES}`);
  return { tool: { name: '', version: null }, problems, files: [...files], failures: [], cases: { ran: cases - skipped, skipped }, tests };
}

function suite(element: XmlElement, outer: Place): Found {
  const { attributes, children } = element;
  const name = attributes.get('name') ?? '';
  const place: Place = {
    ...outer,
    suites: name === '' ? outer.suites : [...outer.suites, name],
    file: attributes.get('file') ?? outer.file,
    isPytest: outer.isPytest || (element.name === 'testsuite' && name === 'pytest'),
  };
  const found: Found = { problems: [], files: new Set(), tests: [], cases: 0, failed: 0, failures: 0, skipped: 0 };
  for (const child of children) {
    if (child.name === 'testcase') add(found, testCase(child, place));
    else if (SUITES.has(child.name)) add(found, suite(child, place));
    else if (FAILED.has(child.name)) add(found, failedCase({ name, attributes, failures: [child] }, { ...place, suites: outer.suites }));
    else if (!SILENT.has(child.name)) throw unreadable(`the suite ${name} has the element <${child.name}>`);
  }
  requireCounts(element, found, place);
  return found;
}

function add(into: Found, { problems, files, tests, cases, failed, failures, skipped }: Found): void {
  for (const problem of problems) into.problems.push(problem);
  for (const file of files) into.files.add(file);
  for (const test of tests) into.tests.push(test);
  into.cases += cases;
  into.failed += failed;
  into.failures += failures;
  into.skipped += skipped;
}

function testCase({ attributes, children }: XmlElement, place: Place): Found {
  const name = attributes.get('name');
  if (name === undefined) throw unreadable('a test case has no name');
  const strange = children.find((child) => !FAILED.has(child.name) && !SILENT.has(child.name) && child.name !== 'skipped');
  if (strange !== undefined) throw unreadable(`the test case ${name} has the element <${strange.name}>`);
  const said = [attributes.get('status') ?? '', attributes.get('result') ?? ''];
  const failures = children.filter((child) => FAILED.has(child.name));
  if (failures.length > 0 || said.some((word) => SAYS_FAILED.test(word))) return failedCase({ name, attributes, failures }, place);
  const isSkipped = children.some((child) => child.name === 'skipped') || said.some((word) => SAYS_SKIPPED.test(word));
  const path = isSkipped ? null : pathOf(attributes.get('file') ?? place.file, place.root);
  const tests = [caseOf({ name, attributes, status: isSkipped ? 'skipped' : 'passed' })];
  return { problems: [], files: new Set(path === null ? [] : [path]), tests, cases: 1, failed: 0, failures: 0, skipped: isSkipped ? 1 : 0 };
}

interface Failed {
  readonly name: string;
  readonly attributes: XmlElement['attributes'];
  readonly failures: readonly XmlElement[];
}

function failedCase({ name, attributes, failures }: Failed, { root, suites, file, isPytest }: Place): Found {
  const path = pathOf(attributes.get('file') ?? file, root);
  const line = Number(attributes.get('line') ?? Number.NaN) + (isPytest ? 1 : 0);
  const names = [...suites, attributes.get('classname') ?? '', name].filter((part, at, all) => part !== '' && part !== all[at - 1]);
  const problem: FailedCase = {
    // A checkout lies in another folder every time.
    code: names.join(' › ').replaceAll(`${root}/`, ''),
    severity: 'error',
    message: messageOf(failures[0]),
    path,
    count: 1,
    ...(path !== null && Number.isSafeInteger(line) && line > 0 ? { range: { startLine: line } } : {}),
  };
  return {
    problems: [problem],
    files: new Set(path === null ? [] : [path]),
    tests: [caseOf({ name, attributes, status: 'failed', failure: failures[0] })],
    cases: 1,
    failed: 1,
    failures: Math.max(1, failures.length),
    skipped: 0,
  };
}

interface CaseOf extends Pick<Failed, 'name' | 'attributes'>, Pick<JunitCase, 'status'> {
  readonly failure?: XmlElement | undefined;
}

function caseOf({ name, attributes, status, failure }: CaseOf): JunitCase {
  const seconds = Number(attributes.get('time')?.replaceAll(',', '') ?? Number.NaN);
  const said = [failure?.attributes.get('message'), failure?.text].map((one = '') => one.trim()).filter((one) => one !== '');
  // The text most often begins with the message.
  const text = said[1]?.includes(said[0] ?? '') === true ? said[1] : said.join('\n');
  return {
    className: attributes.get('classname') ?? '',
    name,
    status,
    durationMs: Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null,
    said: status === 'failed' ? text.slice(0, MAX_SAID) : null,
  };
}

function messageOf(failure: XmlElement | undefined): string {
  const words = [failure?.attributes.get('message'), failure?.text, failure?.attributes.get('type'), 'the test failed'];
  const said = words.map((one = '') => one.trim()).find((one) => one !== '') ?? '';
  return (said.split(/\r?\n/, 1)[0] ?? '').slice(0, MAX_MESSAGE);
}

/** Null for what is no file of the repository: another place of the machine, the root itself. */
function pathOf(file: string | undefined, root: string): string | null {
  if (file === undefined || file === '' || file.includes('\0')) return null;
  const path = relative(root, resolve(root, file)).split(sep).join('/');
  const isOutside = path === '..' || path.startsWith('../') || isAbsolute(path);
  if (isOutside && !isAbsolute(file)) throw unreadable(`it names a place outside of the repository: ${file}`);
  return isOutside || path === '' ? null : path;
}

/**
 * A suite that declares more than it holds lost something. It may hold more than it declares, for all of it is seen: pytest counts a case
 * that fails twice once, gotestsum leaves out a package that did not start, jest-junit what is still to do. That holds for failed and
 * skipped cases only, unless the suite counts what stands in it directly, as Node does.
 */
function requireCounts({ name, attributes, children }: XmlElement, found: Found, { suites, isPytest }: Place): void {
  const declared = (key: string) => {
    const text = attributes.get(key);
    if (text === undefined) return null;
    if (!/^\d{1,9}$/.test(text)) throw unreadable(`<${name}> says ${key}="${text}", which is no count`);
    return Number(text);
  };
  const require = (what: string, says: number | null, holds: boolean) => {
    if (says !== null && !holds)
      throw unreadable(`the ${name} ${suites.at(-1) ?? ''} declares ${says} ${what}, and its cases are others: ${summary(found)}`);
  };
  const direct = children.filter((child) => child.name === 'testcase' || SUITES.has(child.name)).length;
  const [tests, skipped] = [declared('tests'), declared('skipped')];
  const failed = (declared('failures') ?? 0) + (declared('errors') ?? 0);
  const passed = found.cases - found.failed - found.skipped;
  // Pytest counts each part of a test, and its subtests: of those that failed or were skipped it says enough.
  const isFewEnough = tests === null || tests <= found.cases || (isPytest && found.cases > 0);
  require('tests', tests, isFewEnough && (tests === null || tests >= passed || (name === 'testsuite' && tests === direct)));
  require('failures and errors', failed, failed <= found.failures);
  require('skipped', skipped, (skipped ?? 0) <= found.skipped);
}

function summary({ cases, failed, skipped }: Found): string {
  return `${cases}, of them ${failed} failed and ${skipped} skipped`;
}

function unreadable(why: string): AdapterError {
  return new AdapterError('REPORT_UNREADABLE', `the report is no JUnit XML that can be believed: ${why}`);
}
