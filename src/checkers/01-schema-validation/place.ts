import { type DataDocument, rangeOf, type Span } from '../../definitions/data-document.ts';
import type { Range } from '../../domain/finding.ts';

const SAMPLE_PATH =
  /(^|\/)(__)?(fixtures?|testdata|test-data|test-cases|testing|tests?|mocks?|snapshots?|cassettes|e2e|invalid|broken|negative)(__)?\//i;

/** Input of tests may be broken on purpose (not all below `spec`, where APIs are defined too); the tests themselves say whether it is as they need it. */
export function isSamplePath(path: string): boolean {
  return SAMPLE_PATH.test(path);
}

/** Milder where a file may be broken on purpose. */
export function severityAt(path: string): { readonly severity?: 'warning' } {
  return isSamplePath(path) ? { severity: 'warning' } : {};
}

/** What is checked into a repository but was written elsewhere. */
export function isVendored(path: string): boolean {
  return /(^|\/)(node_modules|vendor|third_party|bower_components)\//.test(path);
}

/** They are another checker's: long, and no person writes them. */
export function isLockfile(path: string): boolean {
  return /(^|\/)(pnpm-lock\.ya?ml|package-lock\.json|npm-shrinkwrap\.json|composer\.lock)$/.test(path);
}

/** Where to look: the key of an object or a list, the whole of anything else. */
export function rangeAt(document: DataDocument, steps: readonly string[], isKey = false): Range {
  const { key, value } = document.spotOf(steps);
  const { text } = document;
  const isHolder = text[value.start] === '{' || text[value.start] === '[' || text.slice(value.start, value.end).includes('\n');
  return rangeOf(text, isKey || isHolder ? (key ?? firstLine(text, value)) : value);
}

function firstLine(text: string, { start, end }: Span): Span {
  const newline = text.indexOf('\n', start);
  return { start, end: newline < 0 ? end : Math.min(end, newline) };
}
