import { resolve } from 'node:path';
import { openBench } from '../../compose.ts';
import { UserError } from '../../domain/error.ts';
import { audit } from '../../gate/audit.ts';
import { writeText } from '../../platform/files.ts';
import { auditPage } from '../../reporters/html/audit-page.ts';
import { auditDocument } from '../../reporters/json/audit-document.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { auditReport } from '../../reporters/pretty/audit-report.ts';
import { defineCommand } from '../command.ts';
import { progress } from '../progress.ts';

const DEFAULT_LAST = 100;
const MOST = 10_000;

export default defineCommand({
  usage: 'audit [--last <n>] [--html <file>] [<ref>]',
  summary: 'what the rules would have said about the last commits; needs no config and runs no code',
  details: `Judges each of the last commits (first parents only: what came with a merge counts as the merge) as its own change, by the rules that
look at files alone: weakened tests, silenced checks, touched configuration, leftovers of an agent, imports of nothing, secrets and known weaknesses. Nothing is installed,
built or executed, and no model is asked. Who wrote a commit is read from its author and trailers: an agent that leaves none counts as the person.
Exit codes: 0 whatever was found, 3 when no commit could be judged.`,
  flags: {
    last: { type: 'string', value: '<n>', describe: `how many commits; default ${DEFAULT_LAST}` },
    html: { type: 'string', value: '<file>', describe: 'also write a page that can be shown around: one file, nothing is loaded' },
  },
  positionals: { min: 0, max: 1 },
  async run({ values, positionals: [head = 'HEAD'], dir, program, env, json, terminal, signal }) {
    const last = Number(values.last ?? DEFAULT_LAST);
    if (!Number.isInteger(last) || last < 1 || last > MOST)
      throw new UserError('USAGE', `--last: expected a number of commits from 1 to ${MOST}, found ${JSON.stringify(values.last)}`);
    const bench = await openBench({ dir, env });
    const line = progress(terminal);
    const audited = await audit(bench, {
      head,
      last,
      signal,
      onCommit: (place, of) => line.show(`commit ${place} of ${of}`),
    }).finally(() => line.show(null));
    if (values.html !== undefined) await writeText(resolve(dir, values.html), auditPage(audited));
    terminal.out(
      json ? jsonText(auditDocument(audited)) : auditReport(audited, { color: terminal.color, columns: terminal.columns, program }),
    );
    return audited.commits.some(({ unjudged }) => unjudged === null) ? 0 : 3;
  },
});
