import type { ToolUse } from '../../domain/verdict.ts';
import type { CheckDocument } from '../json/check-document.ts';
import { jsonText } from '../json/json-text.ts';
import type { RuleBook } from '../rule-book.ts';
import { gatePart } from './gate-part.ts';
import type { Log, Run } from './log.ts';
import { type Part, partOf } from './sarif-part.ts';
import { BASE_ID } from './sarif-place.ts';
import { sarifText } from './sarif-text.ts';
import { runsOf, withinLimits } from './within-limits.ts';

export interface SarifOptions {
  readonly rules: RuleBook;
  /** Of this program. */
  readonly version: string;
}

/** GitHub refuses a run with more. */
const MOST_EXTENSIONS = 100;

/** A check as SARIF 2.1.0 that code-scanning services take. It reads only the document. */
export function sarifReport(document: CheckDocument, { rules, version }: SarifOptions): string {
  const checkers = document.checkers.map((checker) => partOf(checker, rules));
  const runs = withinLimits(runsOf([gatePart(document, checkers), ...checkers]));
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: runs.map((parts) => runOf(parts, { document, version })),
  };
  return jsonText(log);
}

/**
 * A run for each checker: services keep what they know of a category until another run of that category comes, so a checker that was not
 * asked (`--only`) leaves its alerts as they are.
 */
function runOf(parts: readonly Part[], { document, version }: { readonly document: CheckDocument; readonly version: string }): Run {
  const { outcome, partial, base, head, tree, policy } = document;
  const [first] = parts;
  const id = parts.length === 1 && first !== undefined ? first.id : 'more';
  const extensions = extensionsOf(parts.flatMap(({ tools }) => tools));
  return {
    tool: {
      driver: { name: 'Jidoka', version, rules: parts.flatMap((part) => part.rules) },
      ...(extensions.length === 0 ? {} : { extensions }),
    },
    automationDetails: {
      id: `jidoka/${encodeURIComponent(id.toWellFormed())}/`,
      description: { text: parts.map(({ title }) => sarifText(title)).join('; ') },
    },
    originalUriBaseIds: { [BASE_ID]: { description: { text: 'The root of the repository.' } } },
    columnKind: 'utf16CodeUnits',
    invocations: parts.map(({ invocation }) => invocation),
    results: parts.flatMap(({ results }) => results),
    properties: { outcome, partial, base, head, tree, policy: policy.digest },
  };
}

/** The programs that took part, each once. */
function extensionsOf(tools: readonly ToolUse[]): { name: string; version: string }[] {
  const named = new Map(tools.map(({ name, version }) => [`${name}\0${version}`, { name: sarifText(name), version: sarifText(version) }]));
  return [...named.values()].slice(0, MOST_EXTENSIONS);
}
