import type { Audit, AuditedCommit, AuditFinding } from '../../gate/audit.ts';
import { escape } from '../escape.ts';
import { placeOf } from '../pretty/finding-lines.ts';
import { count, grouped, short } from '../pretty/quantity.ts';
import {
  type AuditSummary,
  type AuthorRow,
  authorOf,
  isQuiet,
  ordered,
  quietly,
  type RuleRow,
  SAID,
  SUBJECTS,
  subjectLine,
  summarizeAudit,
} from '../summarize-audit.ts';
import { AUDIT_STYLE } from './audit-style.ts';

/** Findings of one commit that are shown at once. */
const SHOWN = 6;

/** An audit as one page for people: a single file that loads nothing and runs nothing. */
export function auditPage(audit: Audit): string {
  const summary = summarizeAudit(audit);
  const { all, unjudged } = summary;
  const found = audit.commits.filter(({ findings }) => findings.length > 0);
  const quiet = found.filter(isQuiet);
  const title = `${grouped(all.stopped)} of ${count(all.commits, 'commit')} would stop`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Audit: ${title}</title>
<style>${AUDIT_STYLE}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p>${quiet.length === 0 ? '' : `${quietly(quiet.length, all.stopped)}. `}${span(audit)}Each commit is judged as its own change, under the rules that were in force before it, by what its files say: nothing is installed, built or run.</p>
<p class="soft">Not all that would stop is wrong: a person may have meant it. It is what somebody would have been asked about.</p>
${tiles(summary)}
</header>
<main>
${commitSection(
  'Where to look first',
  'Commits that brought a secret or a weakness, in which a check got weaker, or something was left unfinished.',
  found.filter((commit) => !isQuiet(commit)),
)}
${authorTable(summary)}
${ruleTable(summary.rules)}
${quietTable(quiet)}
${unjudged.length === 0 ? '' : `<h2>Not judged</h2>\n<ul>\n${unjudged.map(({ commit, unjudged: why }) => `<li><code>${text(short(commit))}</code> ${text(why ?? '')}</li>`).join('\n')}\n</ul>`}
<h2>What this does not say</h2>
<ul>
<li>Whether the commits build, pass their tests or please their linters: that takes running them.</li>
<li>Whether a secret that was committed still works, or is anywhere but in these commits. Its text is shown nowhere here.</li>
<li>Who really wrote a commit: that is read from its author and trailers, and an agent that leaves none counts as the person.</li>
<li>What was inside a merge: what came with it counts as the merge.</li>
</ul>
</main>
</body>
</html>
`;
}

function span({ commits, head }: Audit): string {
  const [newest, oldest] = [commits[0], commits.at(-1)];
  if (newest === undefined || oldest === undefined) return '';
  return `${day(oldest)} to ${day(newest)}, up to <code>${text(short(head))}</code>. `;
}

function day({ time }: AuditedCommit): string {
  const said = text(time.slice(0, 10));
  return `<time datetime="${said}">${said}</time>`;
}

function tiles({ all, authors }: AuditSummary): string {
  const agents = authors.filter(({ kind }) => kind === 'agent');
  const byAgents = agents.reduce((sum, { commits }) => sum + commits, 0);
  const stopped = agents.reduce((sum, row) => sum + row.stopped, 0);
  return `<ul class="tiles">
${SUBJECTS.map((subject) => `<li class="${subject}"><b>${grouped(all.by[subject])}</b><span>${SAID[subject]}${share(all.by[subject], all.commits)}</span></li>`).join('\n')}
<li><b>${grouped(byAgents)}</b><span>${byAgents === 1 ? 'commit' : 'commits'} by coding agents, ${grouped(stopped)} would stop</span></li>
</ul>`;
}

function authorTable({ authors, all }: AuditSummary): string {
  const head = ['commits', 'would stop', ...SUBJECTS.map((subject) => SAID[subject])];
  return `<h2>By author</h2>
<div class="wide"><table>
<caption>Commits that could be judged; one may count in several of the last columns.</caption>
<thead><tr><th scope="col">author</th>${head.map((name) => `<th scope="col" class="n">${name}</th>`).join('')}</tr></thead>
<tbody>
${authors.map(authorRow).join('\n')}
</tbody>
${authors.length > 1 ? `<tfoot>${authorRow(all)}</tfoot>\n` : ''}</table></div>`;
}

function authorRow({ author, commits, stopped, by }: AuthorRow): string {
  const cells = [grouped(commits), `${grouped(stopped)}${share(stopped, commits)}`, ...SUBJECTS.map((subject) => grouped(by[subject]))];
  return `<tr><th scope="row">${text(author)}</th>${cells.map((cell) => `<td class="n">${cell}</td>`).join('')}</tr>`;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '' : ` (${Math.round((part / whole) * 100)}\u00a0%)`;
}

function ruleTable(rules: readonly RuleRow[]): string {
  if (rules.length === 0) return '';
  const most = Math.max(...rules.map(({ commits }) => commits));
  return `<h2>By rule</h2>
<div class="wide"><table>
<caption>What the rules found; what only touches what judges comes last.</caption>
<thead><tr><th scope="col">rule</th><th scope="col">what it asks for</th><th scope="col" class="n">commits</th><th scope="col" class="n">findings</th><td style="width: 18%"></td></tr></thead>
<tbody>
${rules
  .map(
    ({ rule, title, subject, commits, findings }) =>
      `<tr class="${subject}"><th scope="row"><code>${text(rule)}</code></th><td>${text(title)}</td><td class="n">${grouped(commits)}</td><td class="n">${grouped(findings)}</td><td><div class="bar" aria-hidden="true" style="width: ${Math.round((commits / most) * 100)}%"></div></td></tr>`,
  )
  .join('\n')}
</tbody></table></div>`;
}

function commitSection(title: string, lead: string, commits: readonly AuditedCommit[]): string {
  if (commits.length === 0) return '';
  return `<h2>${title}</h2>\n<p class="soft">${lead}</p>\n${commits.map(commitArticle).join('\n')}`;
}

function commitArticle(commit: AuditedCommit): string {
  const { findings, message } = commit;
  const subjects = SUBJECTS.filter((subject) => findings.some((finding) => finding.subject === subject));
  const all = ordered(commit);
  const more = all.slice(SHOWN);
  return `<article class="${subjects[0]}">
<h3>${text(subjectLine(message))}</h3>
<p class="soft"><code>${text(short(commit.commit))}</code> ${day(commit)} ${text(authorOf(commit))} ${subjects.map((subject) => `<span class="tag ${subject}">${SAID[subject]}</span>`).join(' ')}</p>
${findingList(all.slice(0, SHOWN))}
${more.length === 0 ? '' : `<details><summary>${count(more.length, 'more finding')}</summary>\n${findingList(more)}\n</details>\n`}</article>`;
}

function findingList(findings: readonly AuditFinding[]): string {
  const items = findings.map(
    (finding) =>
      `<li class="${finding.subject}"><code>${text(finding.rule)}</code> in <code>${text(placeOf(finding))}</code><br>${text(finding.message)}</li>`,
  );
  return `<ul>\n${items.join('\n')}\n</ul>`;
}

/** Touched configuration is quickly looked through: a line a commit. */
function quietTable(commits: readonly AuditedCommit[]): string {
  if (commits.length === 0) return '';
  return `<h2>What judges is touched, and nothing else</h2>
<div class="wide"><table>
<caption>Commits that change a workflow, a configuration or a script that decides how changes are judged.</caption>
<thead><tr><th scope="col">commit</th><th scope="col">date</th><th scope="col">author</th><th scope="col">subject</th><th scope="col">touched</th></tr></thead>
<tbody>
${commits.map(quietRow).join('\n')}
</tbody></table></div>`;
}

function quietRow(commit: AuditedCommit): string {
  const paths = [...new Set(commit.findings.map(({ path }) => path))];
  const shown = paths.slice(0, SHOWN).map((path) => `<code>${text(path)}</code>`);
  const more = paths.length > SHOWN ? `<br>and ${count(paths.length - SHOWN, 'more', 'more')}` : '';
  return `<tr><td class="n"><code>${text(short(commit.commit))}</code></td><td class="n">${day(commit)}</td><td>${text(authorOf(commit))}</td><td>${text(subjectLine(commit.message))}</td><td>${shown.join('<br>')}${more}</td></tr>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function text(untrusted: string): string {
  return escape(untrusted).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
