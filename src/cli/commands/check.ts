import { resolve } from 'node:path';
import { openBench } from '../../compose.ts';
import { UserError } from '../../domain/error.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Outcome } from '../../domain/verdict.ts';
import { check, lastCheckFile } from '../../gate/check.ts';
import { cacheSecret } from '../../platform/cache-secret.ts';
import { replaceText, writeText } from '../../platform/files.ts';
import { trustDomainOf } from '../../platform/trust-domain.ts';
import { version } from '../../platform/version.ts';
import { checkDocument } from '../../reporters/json/check-document.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { checkReport } from '../../reporters/pretty/check-report.ts';
import { defineCommand } from '../command.ts';
import { quoted } from '../program-name.ts';
import { progress } from '../progress.ts';

type Asked = { readonly base: string | undefined; readonly head: string | undefined; readonly staged: boolean | undefined };

/** The command that shows a finding again has to look at the same change. */
function again(finding: Finding, { base, head, staged }: Asked): Finding {
  if (finding.reproduce?.startsWith('jidoka check --only ') !== true) return finding;
  const flags = [
    ...(base === undefined ? [] : [`--base ${quoted(base)}`]),
    ...(staged === true ? ['--staged'] : []),
    ...(head === undefined ? [] : [`--head ${quoted(head)}`]),
  ];
  return { ...finding, reproduce: [finding.reproduce, ...flags].join(' ') };
}

const EXIT: Record<Outcome, number> = { green: 0, red: 1, undecided: 3 };

export default defineCommand({
  usage: 'check [--base <ref>] [--staged | --head <ref>] [--only <id,…>] [--format pretty|json] [-o <file>]',
  summary: 'judge a change: what it brings in, not what was there before',
  details: `Judges the working tree (tracked files and untracked ones that are not ignored), the index (--staged) or a commit (--head)
against the base it is meant for. Nothing of your checkout is touched. Exit codes: 0 green, 1 red, 3 undecided.`,
  flags: {
    base: { type: 'string', value: '<ref>', describe: 'compare with this; default: the merge-base with the protected branch' },
    staged: { type: 'boolean', describe: 'judge what is staged' },
    head: { type: 'string', value: '<ref>', describe: 'judge a commit' },
    only: { type: 'string', value: '<id,…>', describe: 'run only these checkers; the result is partial then' },
    format: { type: 'string', value: '<name>', describe: 'pretty or json' },
    output: { type: 'string', short: 'o', value: '<file>', describe: 'write the report to a file' },
  },
  positionals: { min: 0, max: 0 },
  async run({ values, dir, program, env, json, terminal, signal }) {
    const format = values.format ?? (json ? 'json' : 'pretty');
    if (format !== 'pretty' && format !== 'json')
      throw new UserError('USAGE', `expected the format pretty or json, found ${JSON.stringify(format)}`);
    if (values.staged === true && values.head !== undefined) throw new UserError('USAGE', '--staged and --head exclude each other');
    const bench = await openBench({ dir, env });
    const secret = cacheSecret(env);
    const line = progress(terminal);
    const checked = await check(bench, {
      base: values.base ?? null,
      source: values.staged === true ? 'index' : values.head === undefined ? 'working-tree' : { head: values.head },
      only: values.only?.split(',').map((name) => name.trim()) ?? null,
      signal,
      toolchain: { version, node: process.version, platform: process.platform },
      cache: secret === null ? null : { secret, trustDomain: trustDomainOf(env) },
      onChecker: (id, state) => line.show(state === 'started' ? `checking: ${id}` : null),
    }).finally(() => line.show(null));
    const { gate, base, head, tree, policy, baseChoice } = checked;
    const document = checkDocument({
      gate: {
        ...gate,
        checkers: gate.checkers.map((checker) => ({ ...checker, findings: checker.findings.map((finding) => again(finding, values)) })),
      },
      base,
      head,
      tree,
      policy: { digest: policy.digest, phase: policy.config.phase, source: policy.source },
    });
    const color = terminal.color && values.output === undefined;
    const text = format === 'json' ? jsonText(document) : checkReport(document, { color, columns: terminal.columns, program, baseChoice });
    await replaceText(lastCheckFile(bench.repository), jsonText(document));
    if (values.output === undefined) terminal.out(text);
    else await writeText(resolve(dir, values.output), text);
    return EXIT[gate.outcome];
  },
});
