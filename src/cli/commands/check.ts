import { openBench, openFactory } from '../../compose.ts';
import { UserError } from '../../domain/error.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Outcome } from '../../domain/verdict.ts';
import { check, type Checked, lastCheckFile } from '../../gate/check.ts';
import type { Fixed } from '../../gate/fix.ts';
import type { Bench } from '../../gate/judging.ts';
import type { AttestedCommit } from '../../pipeline/attest-commit.ts';
import { cacheSecret } from '../../platform/cache-secret.ts';
import { replaceText } from '../../platform/files.ts';
import { trustDomainOf } from '../../platform/trust-domain.ts';
import { toolchainParts } from '../../platform/toolchain-parts.ts';
import { escape } from '../../reporters/escape.ts';
import { checkDocument, type CheckDocument } from '../../reporters/json/check-document.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { checkReport } from '../../reporters/pretty/check-report.ts';
import { FORMAT_NAMES, outputsOf } from '../check-formats.ts';
import { defineCommand, type Invocation } from '../command.ts';
import { deliverCheck } from '../deliver-check.ts';
import { quoted } from '../program-name.ts';
import { checkProgress } from '../progress.ts';
import type { Told } from '../render-check.ts';
import { unansweredDocument } from '../unanswered-document.ts';

type Asked = { readonly base: string | undefined; readonly head: string | undefined; readonly staged: boolean | undefined };

/** Which change a command that looks again has to look at. */
function sameChange({ base, head, staged }: Asked): string[] {
  return [
    ...(base === undefined ? [] : [`--base ${quoted(base)}`]),
    ...(staged === true ? ['--staged'] : []),
    ...(head === undefined ? [] : [`--head ${quoted(head)}`]),
  ];
}

/** The command that shows a finding again. */
function again(finding: Finding, asked: Asked): Finding {
  if (finding.reproduce?.startsWith('jidoka check --only ') !== true) return finding;
  return { ...finding, reproduce: [finding.reproduce, ...sameChange(asked)].join(' ') };
}

/** As a person can paste it here; the document itself says the same everywhere. */
function asTyped(document: CheckDocument, program: string): CheckDocument {
  const typed = ({ reproduce, ...finding }: Finding): Finding =>
    reproduce === undefined ? finding : { ...finding, reproduce: reproduce.replace(/^jidoka (?=check )/, () => `${program} `) };
  return { ...document, checkers: document.checkers.map((checker) => ({ ...checker, findings: checker.findings.map(typed) })) };
}

const EXIT: Record<Outcome, number> = { green: 0, red: 1, undecided: 3 };

const flags = {
  base: { type: 'string', value: '<ref>', describe: 'compare with this; default: the merge-base with the protected branch' },
  staged: { type: 'boolean', describe: 'judge what is staged' },
  head: { type: 'string', value: '<ref>', describe: 'judge a commit' },
  only: { type: 'string', value: '<id,…>', describe: 'run only these checkers; the result is partial then' },
  fix: { type: 'boolean', describe: 'apply the safe fixes of the linters and formatters to the change, then check again' },
  attest: { type: 'boolean', describe: 'execute the whole gate for the commit of --head and sign what it says' },
  format: { type: 'string', value: '<name>', describe: FORMAT_NAMES },
  why: {
    type: 'string',
    value: '<id>',
    describe: 'execute nothing: say whether this checker would be executed again, and what changed since it was',
  },
  output: { type: 'string', short: 'o', value: '<file>', describe: 'write the report to a file' },
  also: { type: 'string', value: '<format>=<file>,…', describe: 'write the same result in other formats too' },
} as const;

type Called = Invocation<typeof flags>;

export default defineCommand({
  usage:
    'check [--base <ref>] [--staged | --head <ref> [--attest]] [--only <id,…>] [--fix] [--format <name>] [-o <file>] [--also <format>=<file>,…] [--why <id>]',
  summary: 'judge a change: what it brings in, not what was there before',
  details: `Judges the working tree (tracked files and untracked ones that are not ignored), the index (--staged) or a commit (--head)
against the base it is meant for. Without --fix nothing of your checkout is touched. Exit codes: 0 green, 1 red, 3 undecided.
With --fix what the linters and formatters can safely put right in the files of the change is put right, as a commit of its own; with
anything uncommitted in your working tree instead, and in no file that is only partly staged. Protected files are left alone.
With --attest a commit of a person gets the attestation that a run would have given it: its parent is the base and must be on the
protected branch, every checker is executed, and your key must be one that the parent trusts. Exit 1 also when it is not attested.`,
  flags,
  positionals: { min: 0, max: 0 },
  async run(call) {
    const { values, program, json, terminal } = call;
    const outputs = outputsOf({ format: values.format, output: values.output, also: values.also, json });
    if (values.staged === true && values.head !== undefined) throw new UserError('USAGE', '--staged and --head exclude each other');
    if (values.why !== undefined) return explainKept(call, values.why);
    if (values.fix === true) requireWorkingTree(values);
    const command = [program, 'check', ...sameChange(values)].join(' ');
    const common = { program, command };
    let done: Done;
    try {
      done = await (values.attest === true ? attestedCheck(call) : plainCheck(call));
    } catch (error) {
      // A report that is not there, or an old one, would look like nothing was found.
      const document = unansweredDocument(error, values);
      const machines = outputs.filter(({ format }) => format !== 'pretty' && format !== 'json');
      const told: Told = { ...common, document, typed: document, registry: [], more: {}, pretty: () => '' };
      await deliverCheck({ outputs: machines, told, notes: [] }, call);
      throw error;
    }
    const { checked, attested, fixed } = done;
    const { registry, repository } = done.bench;
    const document = documentOf(checked, values);
    const typed = asTyped(document, program);
    const pretty = () =>
      checkReport(typed, {
        color: terminal.color && values.output === undefined,
        columns: terminal.columns,
        program,
        baseChoice: checked.baseChoice,
        addsPolicy: checked.addsPolicy ?? false,
      }) +
      (attested === null ? '' : attestationLines(attested, { head: checked.head, program })) +
      (fixed === null ? '' : fixedLines(fixed));
    await replaceText(lastCheckFile(repository), jsonText(document));
    const isForGithub = outputs.some(({ format }) => format === 'github');
    const notes = isForGithub ? await (await import('../local-check-notes.ts')).localCheckNotes(repository, checked) : [];
    const more = { ...attested, ...(fixed === null ? {} : { fixed }) };
    await deliverCheck({ outputs, told: { ...common, document, typed, registry, more, pretty }, notes }, call);
    return attested !== null && checked.gate.outcome === 'green' && attested.attestation === null ? 1 : EXIT[checked.gate.outcome];
  },
});

interface Done {
  readonly checked: Checked;
  readonly bench: Pick<Bench, 'registry' | 'repository'>;
  /** Null when nobody asked for an attestation. */
  readonly attested: Pick<AttestedCommit, 'attestation' | 'objections'> | null;
  /** Null when nobody asked for fixes. */
  readonly fixed: Fixed | null;
}

function requireWorkingTree(values: Called['values']): void {
  for (const other of ['staged', 'head', 'attest'] as const)
    if (values[other] !== undefined)
      throw new UserError('USAGE', `--fix and --${other} exclude each other: fixes are made in what is checked out`, {
        hint: 'Check out what is to be fixed, then jidoka check --fix.',
      });
}

/** The parts of a request that say what is judged, and what of it may be kept. */
function requestOf({ values, env, signal }: Called) {
  const secret = cacheSecret(env);
  return {
    base: values.base ?? null,
    source: values.staged === true ? 'index' : values.head === undefined ? 'working-tree' : { head: values.head },
    signal,
    toolchain: toolchainParts(env),
    cache: secret === null ? null : { secret, trustDomain: trustDomainOf(env) },
  } as const;
}

async function explainKept(call: Called, checker: string): Promise<number> {
  const { dir, env, json, terminal, values } = call;
  for (const other of ['attest', 'only', 'output', 'also'] as const)
    if (values[other] !== undefined) throw new UserError('USAGE', `--why and --${other} exclude each other: nothing is executed`);
  const [{ why }, { whyLines }] = await Promise.all([import('../../gate/why.ts'), import('../../reporters/pretty/why-lines.ts')]);
  const found = await why(await openBench({ dir, env }), { ...requestOf(call), checker });
  terminal.out(json || values.format === 'json' ? jsonText({ schemaVersion: 1, ...found }) : `${whyLines(found).join('\n')}\n`);
  return 0;
}

async function plainCheck(call: Called): Promise<Done> {
  const { values, dir, env, terminal } = call;
  const opening = openBench({ dir, env });
  // While git answers.
  const request = requestOf(call);
  const bench = await opening;
  const only = values.only?.split(',').map((name) => name.trim()) ?? null;
  const judged = (base: string | null) => {
    const { end, ...told } = checkProgress(terminal);
    return check(bench, { ...request, base, only, ...told }).finally(end);
  };
  const common = { bench, attested: null };
  const checked = await judged(request.base);
  if (values.fix !== true) return { ...common, checked, fixed: null };
  const { fix } = await import('../../gate/fix.ts');
  const fixed = await fix(bench, { checked, signal: request.signal });
  // Against the same base: with the commit of the fixes the default may be another one.
  return { ...common, checked: fixed.files.length === 0 ? checked : await judged(checked.base), fixed };
}

async function attestedCheck({ values, dir, env, terminal, signal }: Called): Promise<Done> {
  const { head, base = null, only } = values;
  if (head === undefined)
    throw new UserError('USAGE', '--attest needs --head <commit>: only a commit is attested', {
      hint: 'jidoka check --head HEAD --attest',
    });
  if (only !== undefined) throw new UserError('USAGE', '--attest and --only exclude each other: a part of a gate is no gate');
  const { attestCommit } = await import('../../pipeline/attest-commit.ts');
  using factory = await openFactory({ dir, env });
  const { end, ...told } = checkProgress(terminal);
  const { attestation, objections, ...checked } = await attestCommit(factory, {
    head,
    base,
    signal,
    ...told,
  }).finally(end);
  return { checked, bench: factory, attested: { attestation, objections }, fixed: null };
}

function documentOf({ gate, base, head, tree, policy, usesLocalModules, installMs }: Checked, asked: Asked): CheckDocument {
  return checkDocument({
    gate: {
      ...gate,
      checkers: gate.checkers.map((checker) => ({ ...checker, findings: checker.findings.map((finding) => again(finding, asked)) })),
    },
    ...(usesLocalModules === undefined ? {} : { usesLocalModules }),
    ...(installMs === undefined ? {} : { installMs }),
    base,
    head,
    tree,
    policy,
  });
}

function attestationLines(
  { attestation, objections }: NonNullable<Done['attested']>,
  { head, program }: { readonly head: string; readonly program: string },
): string {
  if (attestation !== null)
    return `Attested by key ${attestation.keyId.slice(0, 12)}, build ${attestation.artefact.slice(0, 12)}. Anybody can check it: ${program} verify ${head}\n`;
  if (objections.length === 0) return 'Not attested: only a green gate is.\n';
  return `Not attested, as it would not stand:\n${objections.map((reason) => `  ${escape(reason)}\n`).join('')}`;
}

function fixedLines({ files, tools, commit, left }: Fixed): string {
  const where = commit === null ? 'in your working tree, not committed' : `in commit ${commit.slice(0, 12)}`;
  return [
    files.length === 0
      ? 'Nothing could be fixed.'
      : `Fixed by ${tools.join(' and ')}, ${where}: ${files.map((path) => escape(path)).join(', ')}`,
    ...left.map(({ path, reason }) => `Not fixed, as ${reason}: ${escape(path)}`),
  ]
    .map((line) => `${line}\n`)
    .join('');
}
