import { readFileSync } from 'node:fs';
import { parseJestJson } from '../../../src/formats/jest-json/parse-jest-json.ts';
import { parseNodeTestEvents } from '../../../src/formats/node-test-events/parse-node-test-events.ts';
import type { Chance } from '../chance.ts';
import { mutateJson } from '../mutate-json.ts';
import { mutateText } from '../mutate-text.ts';
import { type FuzzTarget, must } from '../target.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** A report of tests that failed. */
interface Report {
  readonly parse: (text: string) => readonly { readonly name: readonly string[]; readonly status: string }[];
  readonly text: string;
  /** JSON documents: one, or one a line. */
  readonly byLine: boolean;
}

interface Record {
  readonly title?: string;
  readonly name?: string;
  readonly status?: string;
  readonly event?: string;
  readonly isSuite?: boolean;
}

/** The words of one failing test. */
const isFailedTest = (value: unknown): value is Record => {
  if (typeof value !== 'object' || value === null) return false;
  const { status, title, event, isSuite } = value as Record;
  return (status === 'failed' && title !== undefined) || (event === 'fail' && isSuite === false);
};
const nameOf = ({ title, name }: Record): string => title ?? name ?? '';

const parseNode = (text: string) => parseNodeTestEvents(text).tests;

const REPORTS: readonly Report[] = [
  { parse: parseJestJson, text: read('../../../src/formats/jest-json/fixtures/jest.json'), byLine: false },
  { parse: parseJestJson, text: read('../../../src/formats/jest-json/fixtures/vitest.json'), byLine: false },
  { parse: parseNode, text: read('../fixtures/node-test-events.ndjson'), byLine: true },
];

/** A test that failed is read as failed, or the report is refused: unless its own words are changed, whatever stands around them. */
export const testReports: FuzzTarget = {
  refusals: ['UNREADABLE_REPORT', 'INCOMPLETE_REPORT'],
  open() {
    for (const report of REPORTS) if (failuresIn(report).length === 0) throw new Error('the recorded report has no failed test');
    return {
      attempt(chance) {
        const report = chance.oneOf(REPORTS);
        return chance.oneIn(2) ? aroundFailures(report, chance) : anything(report, chance);
      },
    };
  },
};

function aroundFailures(report: Report, chance: Chance): string {
  const text = report.byLine ? byLine(report.text, chance) : JSON.stringify(mutateJson(JSON.parse(report.text), chance, isFailedTest));
  const tests = report.parse(text);
  for (const name of failuresIn(report)) {
    const mine = tests.filter((test) => test.name.at(-1) === name);
    must(
      mine.some(({ status }) => status === 'failed'),
      'a test that failed is not read as failed',
      name,
      mine,
      text,
    );
  }
  return 'read, the failed still failed';
}

function byLine(text: string, chance: Chance): string {
  const lines = text.trim().split('\n');
  const kept = new Set(lines.filter((line) => isFailedTest(JSON.parse(line))));
  for (let left = chance.integer(1, 3); left > 0; left -= 1) {
    const at = chance.integer(0, lines.length - 1);
    const line = lines[at] ?? '';
    if (kept.has(line)) continue;
    const changed = chance.oneOf([
      () => [],
      () => [line, line],
      () => [JSON.stringify(mutateJson(parsedOr(line), chance))],
      () => [mutateText(line, chance)],
      () => lines.splice(chance.integer(0, lines.length - 1), 0, line) && [line],
    ])();
    const now = lines.indexOf(line);
    lines.splice(now === -1 ? at : now, 1, ...changed);
  }
  return `${lines.join('\n')}\n`;
}

const parsedOr = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    // It was damaged by the mutation before.
    return line;
  }
};

function anything(report: Report, chance: Chance): string {
  const others = REPORTS.map((other) => other.text);
  const text = mutateText(report.text, chance, others);
  const tests = report.parse(text);
  for (const name of failuresIn(report)) {
    const wordsOf = recordTexts(report).get(name) ?? '';
    const passes = tests.some((test) => test.name.at(-1) === name && test.status === 'passed');
    const fails = tests.some((test) => test.name.at(-1) === name && test.status === 'failed');
    must(!passes || fails || !text.includes(wordsOf), 'a failing test passes, its words unchanged', name);
  }
  return 'read';
}

const failuresIn = (report: Report): readonly string[] => [...recordTexts(report).keys()];

/** The failed tests of a report as it was recorded: their names, and their text. */
function recordTexts({ text, byLine: isByLine }: Report): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const look = (value: unknown): void => {
    if (isFailedTest(value)) found.set(nameOf(value), JSON.stringify(value));
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) look(inner);
  };
  for (const part of isByLine ? text.trim().split('\n') : [text]) look(JSON.parse(part));
  return found;
}
