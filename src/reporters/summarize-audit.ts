import { grouped } from './pretty/quantity.ts';
import type { Audit, AuditedCommit, AuditFinding, Subject } from '../gate/audit.ts';

/** What is worth reading first; last what judges, which is touched most often by far. */
export const SUBJECTS = ['insecure', 'weakening', 'unfinished', 'protected'] as const satisfies readonly Subject[];

export const SAID: Readonly<Record<Subject, string>> = {
  insecure: 'a secret or a weakness',
  weakening: 'a check is weaker',
  unfinished: 'left unfinished',
  protected: 'what judges is touched',
};

/** Commits of one kind of author. */
export interface AuthorRow {
  /** `people`, `automation`, or the name of a coding agent. */
  readonly author: string;
  readonly kind: AuditedCommit['authorship']['kind'] | 'all';
  /** Those that could be judged. */
  readonly commits: number;
  /** Those in which something was found. */
  readonly stopped: number;
  /** By what it is about; one commit may count in several. */
  readonly by: Readonly<Record<Subject, number>>;
}

export interface RuleRow {
  readonly rule: string;
  readonly title: string;
  readonly subject: Subject;
  readonly findings: number;
  readonly commits: number;
}

export interface AuditSummary {
  /** People first, then agents, then automation; those without a commit are left out. */
  readonly authors: readonly AuthorRow[];
  readonly all: AuthorRow;
  /** By what they are about, as `SUBJECTS` has it; of these the most frequent first. */
  readonly rules: readonly RuleRow[];
  readonly unjudged: readonly AuditedCommit[];
}

export function summarizeAudit({ commits, rules }: Audit): AuditSummary {
  const judged = commits.filter(({ unjudged }) => unjudged === null);
  const byAuthor = Object.groupBy(judged, authorOf);
  const findings = judged.flatMap(({ commit, findings: found }) => found.map((finding) => ({ ...finding, commit })));
  const byRule = Object.groupBy(findings, ({ rule }) => rule);
  return {
    authors: Object.entries(byAuthor)
      .map(([author, mine = []]) => rowOf({ author, kind: mine[0]?.authorship.kind ?? 'person' }, mine))
      .toSorted((a, b) => RANK[a.kind] - RANK[b.kind] || b.commits - a.commits),
    all: rowOf({ author: 'all', kind: 'all' }, judged),
    rules: Object.entries(byRule)
      .map(([rule, found = []]) => ({
        rule,
        title: rules[rule] ?? rule,
        subject: found[0]?.subject ?? 'protected',
        findings: found.length,
        commits: new Set(found.map(({ commit }) => commit)).size,
      }))
      .toSorted((a, b) => rankOf(a) - rankOf(b) || b.commits - a.commits || b.findings - a.findings),
    unjudged: commits.filter(({ unjudged }) => unjudged !== null),
  };
}

/** The row a commit counts in. */
export function authorOf({ authorship }: AuditedCommit): string {
  if (authorship.kind === 'agent') return authorship.name;
  return authorship.kind === 'person' ? 'people' : 'automation';
}

/** Is only touched what judges? */
export function isQuiet({ findings }: AuditedCommit): boolean {
  return findings.every(({ subject }) => subject === 'protected');
}

/** How many of those that would stop are quiet, in words. */
export function quietly(quiet: number, stopped: number): string {
  if (stopped === 1) return 'It only touches what judges';
  return `${quiet === stopped ? 'All' : grouped(quiet)} of them only ${quiet === 1 ? 'touches' : 'touch'} what judges`;
}

/** Its findings, what is worth reading first. */
export function ordered({ findings }: AuditedCommit): AuditFinding[] {
  return findings.toSorted((a, b) => rankOf(a) - rankOf(b));
}

function rankOf({ subject }: { readonly subject: Subject }): number {
  return SUBJECTS.indexOf(subject);
}

/** What a commit says it is, in one line. */
export function subjectLine(message: string): string {
  return message.split('\n')[0] ?? '';
}

const RANK: Readonly<Record<AuthorRow['kind'], number>> = { person: 0, agent: 1, automation: 2, all: 3 };

function rowOf(whose: Pick<AuthorRow, 'author' | 'kind'>, commits: readonly AuditedCommit[]): AuthorRow {
  const about = (subject: Subject) => commits.filter(({ findings }) => findings.some((finding) => finding.subject === subject)).length;
  return {
    ...whose,
    commits: commits.length,
    stopped: commits.filter(({ findings }) => findings.length > 0).length,
    by: { weakening: about('weakening'), protected: about('protected'), unfinished: about('unfinished'), insecure: about('insecure') },
  };
}
