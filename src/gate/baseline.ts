import { createHash } from 'node:crypto';
import type { Capabilities, Observation, Rule } from '../checkers/checker.ts';
import { basePath, type ChangedFile, type LineRange } from '../domain/change.ts';
import { InvariantError } from '../domain/error.ts';
import type { Finding, Severity } from '../domain/finding.ts';
import type { Tree } from '../domain/tree.ts';

export interface RawObservation extends Observation {
  readonly rule: string;
}

export interface Attribution {
  readonly checker: string;
  readonly rules: Readonly<Record<string, Rule>>;
  readonly observations: readonly RawObservation[];
  readonly capabilities: Pick<Capabilities, 'change' | 'base' | 'head'>;
}

const MILDER: Record<Severity, number> = { note: 0, warning: 1, error: 2 };

/**
 * Gives observations their fingerprint and says which of them the change brought in. Two observations are the same when
 * rule, code, path before any rename and normalised text agree; of several that are, those on lines the change wrote are the new ones.
 */
export async function attribute({ checker, rules, observations, capabilities }: Attribution): Promise<Finding[]> {
  const { change, base, head } = capabilities;
  const byPath = new Map(change.files.map((file) => [file.path, file]));
  const keyed = await Promise.all(
    observations.map(async (observation) => {
      const side = observation.side ?? 'head';
      const file = side === 'head' ? byPath.get(observation.path) : undefined;
      const path = file === undefined ? observation.path : basePath(file);
      const snippet = await snippetAt(side === 'head' ? head : base, observation);
      const key = [checker, observation.rule, observation.code ?? '', path, snippet].join('\0');
      return { observation, side, key, isOnChangedLine: side === 'head' && touches(file, observation) };
    }),
  );
  const findings: Finding[] = [];
  for (const group of Map.groupBy(keyed, (entry) => entry.key).values()) {
    const atBase = group.filter((entry) => entry.side === 'base');
    const atHead = group.filter((entry) => entry.side === 'head').toSorted((a, b) => Number(a.isOnChangedLine) - Number(b.isOnChangedLine));
    atHead.forEach((entry, index) => findings.push(finding(rules, entry, { index, state: index < atBase.length ? 'unchanged' : 'new' })));
    atBase
      .slice(atHead.length)
      .forEach((entry, index) => findings.push(finding(rules, entry, { index: atHead.length + index, state: 'absent' })));
  }
  return findings.toSorted(byPlace);
}

interface Keyed {
  readonly observation: RawObservation;
  readonly key: string;
}

function finding(
  rules: Attribution['rules'],
  { observation, key }: Keyed,
  { index, state }: { readonly index: number; readonly state: Finding['baselineState'] },
): Finding {
  const rule = rules[observation.rule];
  if (rule === undefined)
    throw new InvariantError('UNKNOWN_RULE', `a checker reported the rule ${observation.rule}, which it does not declare`);
  const asked = observation.severity ?? rule.severity;
  const severity = MILDER[asked] < MILDER[rule.severity] ? asked : rule.severity;
  const remediation = observation.remediation ?? rule.remediation;
  return {
    rule: observation.rule,
    severity,
    message: observation.message,
    path: observation.path,
    ...(observation.range === undefined ? {} : { range: observation.range }),
    fingerprint: createHash('sha256').update(`${key}\0${index}`).digest('hex').slice(0, 32),
    baselineState: state,
    ...(observation.reproduce === undefined ? {} : { reproduce: observation.reproduce }),
    remediation,
  };
}

const SNIPPET_LINES = 3;

/** The text at the observation's place, without differences in white space; its message where it has no place. */
async function snippetAt(tree: Tree, { path, range, message }: RawObservation): Promise<string> {
  if (range === undefined) return `message:${message}`;
  const text = tree.has(path) ? await tree.read(path) : null;
  if (text === null) return `message:${message}`;
  const end = Math.min(range.endLine ?? range.startLine, range.startLine + SNIPPET_LINES - 1);
  const lines = text.split('\n').slice(range.startLine - 1, end);
  return `text:${lines.join(' ').replace(/\s+/g, ' ').trim()}`;
}

function touches(file: ChangedFile | undefined, { range }: RawObservation): boolean {
  if (file === undefined || range === undefined) return false;
  const { startLine, endLine = startLine } = range;
  return file.added.some(({ start, end }: LineRange) => startLine <= end && endLine >= start);
}

function byPlace(a: Finding, b: Finding): number {
  return a.path.localeCompare(b.path, 'en') || (a.range?.startLine ?? 0) - (b.range?.startLine ?? 0) || a.rule.localeCompare(b.rule, 'en');
}
