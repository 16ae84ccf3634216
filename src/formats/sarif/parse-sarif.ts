import { AdapterError } from '../../domain/error.ts';
import type { Range, Severity } from '../../domain/finding.ts';
import { sarifPath } from './sarif-path.ts';
import { type SarifLocation, type SarifMessage, type SarifResult, type SarifRule, type SarifRun, sarifSchema } from './sarif-schema.ts';

/** Something a tool found. */
export interface ReportedProblem {
  /** The tool's own rule. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Null when it names no file of the repository. */
  readonly path: string | null;
  readonly range?: Range;
}

export interface SarifReport {
  readonly tool: { readonly name: string; readonly version: string | null };
  readonly problems: readonly ReportedProblem[];
  /** Files that the report lists as looked at; empty where it lists none. */
  readonly files: readonly string[];
  /** What the tool says it could not do. */
  readonly failures: readonly { readonly message: string; readonly path: string | null }[];
}

/** Nobody reads more, and whoever reports more may want something else. */
const MAX_RESULTS = 50_000;

/**
 * Reads a report of SARIF 2.1.0 with all its runs. What the source or the tool's own list suppresses is a problem like any other: what
 * may stay is for waivers to say, and a change cannot add to them. AdapterError when it is no such report. `root`: the checkout's real path.
 */
export function parseSarif(text: string, root: string): SarifReport {
  const { runs } = read(text);
  const count = runs.reduce((sum, { results }) => sum + results.length, 0);
  if (count > MAX_RESULTS) throw unreadable(`it holds ${count} results, more than ${MAX_RESULTS}`);
  const [first] = runs;
  const { name = '', version, semanticVersion } = first?.tool.driver ?? {};
  return {
    tool: { name, version: semanticVersion ?? version ?? null },
    problems: runs.flatMap((run) => run.results.filter(isProblem).map((result) => problemOf(result, run, root))),
    files: [...new Set(runs.flatMap((run) => (run.artifacts ?? []).flatMap(({ location }) => sarifPath(location, run, root) ?? [])))],
    failures: runs.flatMap((run) => failuresOf(run, root)),
  };
}

function read(text: string) {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    if (cause instanceof SyntaxError) throw unreadable(`it is no JSON: ${cause.message}`);
    throw cause;
  }
  const parsed = sarifSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw unreadable(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown'}`);
}

function isProblem({ kind = 'fail' }: SarifResult): boolean {
  return kind === 'fail' || kind === 'open' || kind === 'review';
}

function problemOf(result: SarifResult, run: SarifRun, root: string): ReportedProblem {
  const rule = ruleOf(result, run);
  const [place] = result.locations ?? [];
  const path = sarifPath(place?.physicalLocation?.artifactLocation, run, root);
  const range = path === null ? undefined : rangeOf(place);
  return {
    code: result.ruleId ?? result.rule?.id ?? rule?.id ?? 'unnamed',
    severity: severityOf(result, rule),
    message: textOf(result.message, rule),
    path,
    ...(range === undefined ? {} : { range }),
  };
}

/** By index in the tool or one of its extensions, or by id. */
function ruleOf({ ruleId, ruleIndex, rule }: SarifResult, { tool }: SarifRun): SarifRule | undefined {
  const extension = rule?.toolComponent?.index;
  const { rules = [] } = (extension === undefined ? undefined : tool.extensions?.[extension]) ?? tool.driver;
  const id = ruleId ?? rule?.id;
  const byIndex = rules[rule?.index ?? ruleIndex ?? -1];
  // `a/b` names the rule `a` in more detail.
  return byIndex ?? rules.find((candidate) => candidate.id === id || id?.startsWith(`${candidate.id}/`) === true);
}

function severityOf({ level, kind = 'fail' }: SarifResult, rule: SarifRule | undefined): Severity {
  if (kind !== 'fail') return 'warning';
  const said = level ?? rule?.defaultConfiguration?.level ?? 'warning';
  return said === 'none' ? 'note' : said;
}

function textOf({ text, id, arguments: values = [] }: SarifMessage, rule: SarifRule | undefined): string {
  const strings = rule?.messageStrings ?? {};
  const template = text ?? (id !== undefined && Object.hasOwn(strings, id) ? strings[id]?.text : undefined);
  if (template === undefined) throw unreadable(`a message has no text${id === undefined ? '' : `, and no rule has the message ${id}`}`);
  return values.length === 0 ? template : template.replaceAll(/\{(\d+)\}/g, (whole, at: string) => values[Number(at)] ?? whole);
}

function rangeOf(location: SarifLocation | undefined): Range | undefined {
  const { startLine = 0, startColumn = 0, endLine = 0, endColumn = 0 } = location?.physicalLocation?.region ?? {};
  if (startLine === 0) return undefined;
  return {
    startLine,
    ...(startColumn === 0 ? {} : { startColumn }),
    ...(endLine < startLine ? {} : { endLine }),
    ...(endColumn === 0 ? {} : { endColumn }),
  };
}

function failuresOf(run: SarifRun, root: string): SarifReport['failures'] {
  return (run.invocations ?? []).flatMap((invocation) => {
    const said = [...(invocation.toolExecutionNotifications ?? []), ...(invocation.toolConfigurationNotifications ?? [])]
      .filter(({ level }) => level === 'error')
      .map(({ message, locations }) => ({
        message: message.text ?? message.id ?? 'an error',
        path: sarifPath(locations?.[0]?.physicalLocation?.artifactLocation, run, root),
      }));
    return invocation.executionSuccessful || said.some(({ path }) => path === null)
      ? said
      : [...said, { message: 'it says that it was not successful', path: null }];
  });
}

function unreadable(why: string): AdapterError {
  return new AdapterError('REPORT_UNREADABLE', `the report is no SARIF 2.1.0: ${why}`);
}
