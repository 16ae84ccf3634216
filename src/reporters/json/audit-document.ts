import type { Audit, AuditedCommit, AuditFinding } from '../../gate/audit.ts';
import { type AuditSummary, subjectLine, summarizeAudit } from '../summarize-audit.ts';

export interface AuditDocument {
  readonly schemaVersion: 1;
  readonly head: string;
  readonly authors: AuditSummary['authors'];
  readonly all: Omit<AuditSummary['all'], 'author' | 'kind'>;
  readonly rules: AuditSummary['rules'];
  /** Newest first. */
  readonly commits: readonly {
    readonly commit: string;
    readonly parent: string | null;
    /** When it was authored, ISO 8601. */
    readonly time: string;
    readonly subject: string;
    readonly authorship: AuditedCommit['authorship'];
    /** Why nothing can be said about it; null when it was judged. */
    readonly unjudged: string | null;
    readonly examined: number;
    readonly inScope: number;
    readonly findings: readonly AuditFinding[];
  }[];
}

export function auditDocument(audit: Audit): AuditDocument {
  const { authors, all, rules } = summarizeAudit(audit);
  const { author: _, kind: ___, ...total } = all;
  return {
    schemaVersion: 1,
    head: audit.head,
    authors,
    all: total,
    rules,
    // The address of a person is nobody's business.
    commits: audit.commits.map(({ author: __, message, ...commit }) => ({ ...commit, subject: subjectLine(message) })),
  };
}
