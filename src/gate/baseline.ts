import { createHash } from 'node:crypto';
import type { Capabilities, Rule } from '../checkers/checker.ts';
import { InvariantError } from '../domain/error.ts';
import type { Finding, Severity } from '../domain/finding.ts';
import { locate, type Located, type RawObservation } from './locate.ts';
import { pairFindings } from './pair-findings.ts';

export interface Attribution {
  readonly checker: string;
  readonly rules: Readonly<Record<string, Rule>>;
  readonly observations: readonly RawObservation[];
  readonly capabilities: Pick<Capabilities, 'change' | 'base' | 'head'>;
}

const MILDER: Record<Severity, number> = { note: 0, warning: 1, error: 2 };

/** Gives observations their fingerprint and says which of them the change brought in; decision 0007 has the reasons. */
export async function attribute({ checker, rules, observations, capabilities }: Attribution): Promise<Finding[]> {
  const located = await Promise.all(observations.map((observation) => locate(observation, capabilities)));
  const { baseOf } = await pairFindings(located, capabilities);
  const found = new Set(baseOf.values());
  const findings: Finding[] = [];
  for (const [key, group] of Map.groupBy(located, (one) => one.key)) {
    const atHead = group.filter(({ side }) => side === 'head').toSorted((a, b) => Number(isNew(baseOf, a)) - Number(isNew(baseOf, b)));
    const gone = group.filter((one) => one.side === 'base' && !found.has(one));
    [...atHead, ...gone].forEach((one, index) => {
      const fingerprint = createHash('sha256').update(`${checker}\0${key}\0${index}`).digest('hex').slice(0, 32);
      findings.push({
        ...asFinding(rules, one),
        fingerprint,
        baselineState: one.side === 'base' ? 'absent' : stateOf(one, baseOf.get(one)),
      });
    });
  }
  return findings.toSorted(byPlace);
}

function isNew(baseOf: ReadonlyMap<Located, Located>, one: Located): boolean {
  return !baseOf.has(one);
}

/** Worse than at base: there is more of what is counted. Harsher words of a tool for the same code are no fault of the code. */
function stateOf(one: Located, before: Located | undefined): Finding['baselineState'] {
  if (before === undefined) return 'new';
  if (one.count !== undefined && before.count !== undefined && one.count > before.count) return 'worsened';
  return 'unchanged';
}

function asFinding(rules: Attribution['rules'], one: Located): Omit<Finding, 'fingerprint' | 'baselineState'> {
  const rule = rules[one.rule];
  if (rule === undefined) throw new InvariantError('UNKNOWN_RULE', `a checker reported the rule ${one.rule}, which it does not declare`);
  const asked = one.severity ?? rule.severity;
  return {
    rule: one.rule,
    severity: MILDER[asked] < MILDER[rule.severity] ? asked : rule.severity,
    message: one.message,
    path: one.path,
    ...(one.range === undefined ? {} : { range: one.range }),
    ...(one.reproduce === undefined ? {} : { reproduce: one.reproduce }),
    remediation: one.remediation ?? rule.remediation,
  };
}

function byPlace(a: Finding, b: Finding): number {
  return a.path.localeCompare(b.path, 'en') || (a.range?.startLine ?? 0) - (b.range?.startLine ?? 0) || a.rule.localeCompare(b.rule, 'en');
}
