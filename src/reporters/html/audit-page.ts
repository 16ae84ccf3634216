import type { Audit, AuditedCommit } from '../../gate/audit.ts';
import { escape } from '../escape.ts';
import { placeOf } from '../pretty/finding-lines.ts';
import { count, grouped, short } from '../pretty/quantity.ts';
import { type AuthorRow, authorOf, subjectLine, summarizeAudit } from '../summarize-audit.ts';

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --bar: #c2410c; --soft: #8881; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin-bottom: .2rem; } h2 { font-size: 1.1rem; margin-top: 2.2rem; }
p.lead { margin-top: 0; color: #777; }
table { border-collapse: collapse; width: 100%; } th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { font-weight: 600; } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
code { font: 13px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; } .bar { background: var(--bar); height: .6rem; border-radius: 2px; min-width: 2px; }
details { border-bottom: 1px solid var(--line); padding: .4rem 0; } summary { cursor: pointer; } summary .who { color: #777; }
ul { margin: .4rem 0 .4rem 1rem; padding: 0; } li { margin: .2rem 0; list-style: none; }
`;

/** An audit as one page for people: a single file that loads nothing and runs nothing. */
export function auditPage(audit: Audit): string {
  const { authors, all, rules, unjudged } = summarizeAudit(audit);
  const found = audit.commits.filter(({ findings }) => findings.length > 0);
  const most = Math.max(1, ...rules.map(({ commits }) => commits));
  const [newest, oldest] = [audit.commits[0], audit.commits.at(-1)];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Audit of ${grouped(audit.commits.length)} commits</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${grouped(all.stopped)} of ${count(all.commits, 'commit')} would stop</h1>
<p class="lead">${days(oldest)} to ${days(newest)}, up to <code>${text(short(audit.head))}</code>. Each commit is judged as its own change, by the rules that need no build. Not all that would stop is wrong: a person may have meant it.</p>
<h2>By author</h2>
<table>
<tr><th></th><th class="n">commits</th><th class="n">would stop</th><th class="n">a check is weaker</th><th class="n">what judges is touched</th><th class="n">left unfinished</th></tr>
${[...authors, ...(authors.length > 1 ? [all] : [])].map(authorRow).join('\n')}
</table>
<p class="lead">Who wrote a commit is read from its author and trailers; an agent that leaves none counts as the person.</p>
<h2>By rule</h2>
<table>
<tr><th>rule</th><th></th><th class="n">commits</th><th class="n">findings</th><th style="width: 20%"></th></tr>
${rules
  .map(
    ({ rule, title, commits, findings }) =>
      `<tr><td><code>${text(rule)}</code></td><td>${text(title)}</td><td class="n">${grouped(commits)}</td><td class="n">${grouped(findings)}</td><td><div class="bar" style="width: ${Math.round((commits / most) * 100)}%"></div></td></tr>`,
  )
  .join('\n')}
</table>
<h2>Commits</h2>
${found.map(commitDetails).join('\n')}
${unjudged.length === 0 ? '' : `<h2>Not judged</h2>\n<ul>\n${unjudged.map(({ commit, unjudged: why }) => `<li><code>${text(short(commit))}</code> ${text(why ?? '')}</li>`).join('\n')}\n</ul>`}
</body>
</html>
`;
}

function authorRow({ author, commits, stopped, by }: AuthorRow): string {
  const share = commits === 0 ? '' : ` (${Math.round((stopped / commits) * 100)} %)`;
  return `<tr><td>${text(author)}</td><td class="n">${grouped(commits)}</td><td class="n">${grouped(stopped)}${share}</td><td class="n">${grouped(by.weakening)}</td><td class="n">${grouped(by.protected)}</td><td class="n">${grouped(by.unfinished)}</td></tr>`;
}

function commitDetails(commit: AuditedCommit): string {
  const { findings, time, message } = commit;
  const items = findings.map(
    (finding) => `<li><code>${text(finding.rule)}</code> <code>${text(placeOf(finding))}</code> ${text(finding.message)}</li>`,
  );
  return `<details><summary><code>${text(short(commit.commit))}</code> ${text(subjectLine(message))} <span class="who">${text(time.slice(0, 10))}, ${text(authorOf(commit))}, ${count(findings.length, 'finding')}</span></summary>
<ul>
${items.join('\n')}
</ul></details>`;
}

function days(commit: AuditedCommit | undefined): string {
  return text(commit?.time.slice(0, 10) ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function text(untrusted: string): string {
  return escape(untrusted).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
