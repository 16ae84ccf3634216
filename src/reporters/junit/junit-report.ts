import type { CheckDocument } from '../json/check-document.ts';
import type { RuleBook } from '../rule-book.ts';
import { checkerCases, gateCases, type TestCase } from './test-cases.ts';
import { type Element, xmlElement } from './xml.ts';

interface Suite {
  readonly name: string;
  readonly seconds: number;
  readonly properties: Readonly<Record<string, string | number>>;
  readonly cases: readonly TestCase[];
}

/** A check as JUnit XML: a suite for the gate and one for each checker. It reads only the document. */
export function junitReport(document: CheckDocument, rules: RuleBook): string {
  const { base, head, tree, outcome, partial } = document;
  const suites: Suite[] = [
    {
      name: 'gate',
      seconds: 0,
      properties: { outcome, partial: String(partial), base, head, tree },
      cases: gateCases(document),
    },
    ...document.checkers.map((checker) => ({
      name: `${checker.number} ${checker.id}`,
      seconds: checker.durationMs / 1000,
      properties: { mode: checker.mode, verdict: checker.verdict, examined: checker.examined, inScope: checker.inScope },
      cases: checkerCases(checker, rules),
    })),
  ];
  const attributes = { name: 'jidoka', ...counts(suites.flatMap(({ cases }) => cases)), time: sum(suites.map(({ seconds }) => seconds)) };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElement({ name: 'testsuites', attributes, content: suites.map(suiteElement) })}`;
}

function suiteElement({ name, seconds, properties, cases }: Suite): Element {
  return {
    name: 'testsuite',
    attributes: { name, ...counts(cases), time: sum([seconds]) },
    content: [
      {
        name: 'properties',
        attributes: {},
        content: Object.entries(properties).map(([key, value]) => ({ name: 'property', attributes: { name: key, value } })),
      },
      ...cases.map((testCase) => caseElement(testCase)),
    ],
  };
}

function caseElement({ name, suite, file, line, seconds = 0, result }: TestCase): Element {
  const attributes = {
    name,
    classname: suite,
    time: sum([seconds]),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
  };
  if (result === null) return { name: 'testcase', attributes };
  const { kind, message, details } = result;
  const outcome: Element = {
    name: kind,
    attributes: { message, ...(kind === 'skipped' ? {} : { type: result.type }) },
    ...(details === '' ? {} : { content: details }),
  };
  return { name: 'testcase', attributes, content: [outcome] };
}

function counts(cases: readonly TestCase[]): Record<string, number> {
  const amount = (kind: string) => cases.filter(({ result }) => result?.kind === kind).length;
  return { tests: cases.length, failures: amount('failure'), errors: amount('error'), skipped: amount('skipped') };
}

function sum(seconds: readonly number[]): string {
  return seconds.reduce((total, one) => total + one, 0).toFixed(3);
}
