import type { CheckerResult } from '../../domain/verdict.ts';
import { type Found, foundIn, isFresh, isSilent, owesAnswer, stops } from '../found.ts';
import type { CheckDocument } from '../json/check-document.ts';
import { reasonOf } from '../pretty/checker-row.ts';
import { checkVerdict } from '../pretty/check-verdict.ts';
import { count } from '../pretty/quantity.ts';
import { unreadFiles } from '../unread.ts';
import { type Annotation, type AnnotationKind, workflowCommand } from './workflow-command.ts';

/** GitHub shows so many of each kind from one step and drops the others without a word. */
export const MOST_ANNOTATIONS = 10;

export interface GithubOptions {
  /** What to type to call this program. */
  readonly program: string;
}

/** A check as annotations beside the code, and the verdict as the last lines of the log. It reads only the document. */
export function githubReport(document: CheckDocument, { program }: GithubOptions): string {
  const all = annotationsOf(document);
  const commands = (['error', 'warning', 'notice'] as const).flatMap((kind) =>
    withinLimit(
      all.filter((annotation) => annotation.kind === kind),
      { kind, program },
    ),
  );
  const verdict = checkVerdict(document, { color: false, columns: 100, program });
  return `${[...commands.map(workflowCommand), ...verdict].join('\n')}\n`;
}

function withinLimit(
  annotations: readonly Annotation[],
  { kind, program }: { readonly kind: AnnotationKind; readonly program: string },
): Annotation[] {
  if (annotations.length <= MOST_ANNOTATIONS) return [...annotations];
  const beyond = annotations.length - (MOST_ANNOTATIONS - 1);
  const message = `${count(beyond, `more ${kind}`)} without a place here, as GitHub shows ${MOST_ANNOTATIONS} of a kind: see the summary of this job, or ${program} check --json.`;
  return [...annotations.slice(0, MOST_ANNOTATIONS - 1), { kind, title: 'jidoka', message }];
}

function annotationsOf(document: CheckDocument): Annotation[] {
  const { checkers, coverage, partial, outcome, reasons } = document;
  const annotations: Annotation[] = [
    ...checkers.filter(isSilent).map(silence),
    ...(partial ? [] : coverage.unexamined).map((path) => ({
      kind: 'error' as const,
      title: 'jidoka/unexamined',
      path,
      message: 'Changed, and examined by no checker: the gate is undecided.',
    })),
    ...foundIn(document)
      .filter(({ finding }) => isFresh(finding))
      .map(annotationOf),
    ...unreadFiles(document).map(({ path, message }) => ({
      kind: 'notice' as const,
      title: 'jidoka/unsupported',
      path,
      message,
    })),
  ];
  if (outcome === 'green' || annotations.some(({ kind }) => kind === 'error')) return annotations;
  const said = reasons.length === 0 ? ['no reason was given'] : reasons;
  return [...said.map((reason) => ({ kind: 'error' as const, title: `jidoka: ${outcome}`, message: reason })), ...annotations];
}

function silence(checker: CheckerResult): Annotation {
  const { number, id, verdict, mode } = checker;
  const kind = owesAnswer(checker) ? 'error' : mode === 'enforced' ? 'warning' : 'notice';
  return { kind, title: `jidoka ${number} ${id}: ${verdict}`, message: reasonOf(checker) || 'no reason was given' };
}

function annotationOf(found: Found): Annotation {
  const { finding, checker } = found;
  const { path, range, message, severity, remediation, reproduce, rule } = finding;
  const mild = checker.mode === 'shadow' || severity === 'note' ? 'notice' : 'warning';
  const lines = [
    message,
    ...(remediation === undefined ? [] : [`Fix: ${remediation}`]),
    ...(reproduce === undefined ? [] : [`Reproduce: ${reproduce}`]),
  ];
  return {
    kind: stops(found) ? 'error' : mild,
    title: `${checker.id}/${rule}`,
    message: lines.join('\n'),
    ...(path === '.' ? {} : { path }),
    ...(range === undefined ? {} : { line: range.startLine }),
    ...(range?.startColumn === undefined ? {} : { column: range.startColumn }),
    ...(range?.endLine === undefined ? {} : { endLine: range.endLine }),
    ...(range?.endColumn === undefined ? {} : { endColumn: range.endColumn }),
  };
}
