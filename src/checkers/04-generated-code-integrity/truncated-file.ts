import { posix } from 'node:path';
import { bracketProblem } from '../../syntax/braces/bracket-problem.ts';
import { type BraceLanguage, braceLanguage, readBraces } from '../../syntax/braces/read-braces.ts';
import { parseSource, type SyntaxProblem } from '../../syntax/parse-source.ts';
import type { FilePair, FileVersion } from './file-pair.ts';
import { isSamplePath, isTestInput } from './place.ts';
import type { Sighting } from './rules.ts';

/** A file of JavaScript or TypeScript, Go, Rust or Java that is no program any more, or never was, and JSON that is none any more. */
export function truncatedFile({ base, head }: FilePair): Sighting[] {
  const language = head === null ? null : braceLanguage(head.path);
  if (head !== null && language !== null) return brokenBraces(base, head, language);
  if (base !== null && head?.path.endsWith('.json')) return brokenJson(base.text, head);
  const problem = head?.parsed?.problem;
  if (head === null || problem === null || problem === undefined) return [];
  // What did not parse before either is written for another tool; the files not examined say so.
  if (base?.parsed?.problem !== undefined && base.parsed.problem !== null) return [];
  const severity = base === null && isTestInput(head.path) ? { severity: 'warning' as const } : {};
  const before = base === null ? '' : ' (its base version does)';
  return [
    {
      rule: 'truncated-file',
      message: `does not parse${before}: ${problem.message}`,
      path: head.path,
      range: { startLine: problem.line },
      ...severity,
    },
  ];
}

function brokenJson(base: string, { path, text }: FileVersion): Sighting[] {
  const problem = jsonProblem(text);
  // What other tools than package managers read may have comments.
  if (problem === null || jsonProblem(base) !== null || (posix.basename(path) !== 'package.json' && isExpression(path, text))) return [];
  const isMild = isSamplePath(path) || isTestInput(path);
  const message = `is no JSON (its base version is): ${problem.message}`;
  return [{ rule: 'truncated-file', message, path, range: { startLine: problem.line }, ...(isMild ? { severity: 'warning' } : {}) }];
}

/** Told by the brackets alone: what is between them only a compiler reads. */
function brokenBraces(base: FileVersion | null, { path, text, isTooLarge }: FileVersion, language: BraceLanguage): Sighting[] {
  const problem = isTooLarge ? null : bracketProblem(readBraces(text, language));
  if (problem === null || (base !== null && (base.isTooLarge || bracketProblem(readBraces(base.text, language)) !== null))) return [];
  const isMild = isSamplePath(path) || (base === null && isTestInput(path));
  const message = `is no whole program${base === null ? '' : ' (its base version is)'}: ${problem.message}`;
  return [{ rule: 'truncated-file', message, path, range: { startLine: problem.line }, ...(isMild ? { severity: 'warning' } : {}) }];
}

function isExpression(path: string, text: string): boolean {
  return parseSource(`${path}.ts`, `(${text}\n)`)?.problem === null;
}

function jsonProblem(text: string): SyntaxProblem | null {
  try {
    JSON.parse(text.replace(/^\ufeff/, ''));
    return null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const offset = Number(/\bposition (\d+)/.exec(error.message)?.[1] ?? text.trimEnd().length);
    return { message: error.message.replace(/\s*\(line \d+ column \d+\)$/, ''), line: text.slice(0, offset).split('\n').length };
  }
}
