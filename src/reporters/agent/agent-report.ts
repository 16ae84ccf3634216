import { escape } from '../escape.ts';
import { type Found, foundIn, isFresh, owesAnswer, stops, wasInterrupted } from '../found.ts';
import type { CheckDocument } from '../json/check-document.ts';
import { reasonOf } from '../pretty/checker-row.ts';
import { placeOf, shortFingerprint } from '../pretty/finding-lines.ts';
import { count } from '../pretty/quantity.ts';
import { estimateTokens } from './tokens.ts';

export interface AgentOptions {
  /** What to type to call this program. */
  readonly program: string;
  /** What to type to check the same change again. */
  readonly command: string;
}

/** A coding agent reads it at the end of every turn: more than this costs it more than it helps. */
export const MOST_TOKENS = 1500;
/** Findings that are alike: a few show what it is about. */
const MOST_ALIKE = 8;
const MESSAGE = { limit: 240 } as const;

/** What a coding agent has to know of a check to put it right, and nothing else. It reads only the document. */
export function agentReport(document: CheckDocument, { program, command }: AgentOptions): string {
  const fresh = foundIn(document).filter(({ finding }) => isFresh(finding));
  const first = headline(document, { fresh, program, command });
  const groups = [...Map.groupBy(fresh, likeness).values()];
  const closing = (hidden: number) => `${count(hidden, 'more new finding')} not shown; all: ${command} --json`;
  let left = MOST_TOKENS - estimateTokens([first, closing(fresh.length)].join('\n')) - 4;
  const lines = [first];
  let shown = 0;
  for (const group of groups) {
    const block = blockWithin(group, left);
    if (block === null) continue;
    lines.push('', ...block.lines);
    left -= block.tokens;
    shown += block.shown;
  }
  const hidden = fresh.length - shown;
  return `${[...lines, ...(hidden === 0 ? [] : ['', closing(hidden)])].join('\n')}\n`;
}

interface Block {
  readonly lines: readonly string[];
  readonly tokens: number;
  readonly shown: number;
}

/** Findings with one fix and one command: both once, then as many places as fit; null when not even one does. */
function blockWithin(group: readonly Found[], room: number): Block | null {
  const [first] = group;
  if (first === undefined) return null;
  const { finding, checker } = first;
  const note = stops(first) ? '' : checker.mode === 'shadow' ? ' (shadow: does not block)' : ` (${finding.severity}: does not block)`;
  const head = [
    `${escape(checker.id, MESSAGE)}/${escape(finding.rule, MESSAGE)}: ${count(group.length, 'finding')}${note}`,
    ...(finding.remediation === undefined ? [] : [`fix: ${escape(finding.remediation, MESSAGE)}`]),
    // Half a command is none.
    ...(finding.reproduce === undefined || finding.reproduce.length > 400 ? [] : [`reproduce: ${escape(finding.reproduce)}`]),
  ];
  const more = (hidden: number) => `- and ${hidden} more like ${hidden === 1 ? 'it' : 'these'}`;
  // An empty line in front, and a line break behind each.
  const cost = (line: string) => estimateTokens(line) + 1;
  let tokens = 1 + head.reduce((sum, line) => sum + cost(line), 0) + cost(more(group.length));
  const places: string[] = [];
  for (const { finding: one } of group.slice(0, MOST_ALIKE)) {
    const line = `- ${placeOf(one)}  ${escape(one.message, MESSAGE)}  [${shortFingerprint(one)}]`;
    if (tokens + cost(line) > room) break;
    tokens += cost(line);
    places.push(line);
  }
  if (places.length === 0) return null;
  const hidden = group.length - places.length;
  return { lines: [...head, ...places, ...(hidden === 0 ? [] : [more(hidden)])], tokens, shown: group.length };
}

function likeness({ finding: { rule, remediation = '', reproduce = '', severity }, checker: { id, mode } }: Found): string {
  return [id, mode, rule, severity, remediation, reproduce].join('\0');
}

/** What came out, and what to do next. */
function headline(document: CheckDocument, { fresh, program, command }: AgentOptions & { readonly fresh: readonly Found[] }): string {
  const { outcome, partial, checkers, reasons, coverage } = document;
  const stopping = fresh.filter(stops).length;
  const again = `then run: ${command} --format agent`;
  const silent = checkers
    .filter(owesAnswer)
    .map((checker) => `${checker.number} ${escape(checker.id, MESSAGE)} ${checker.verdict}: ${escape(reasonOf(checker), MESSAGE)}`);
  const unread =
    partial || coverage.unexamined.length === 0
      ? []
      : [
          `${count(coverage.unexamined.length, 'changed file')} examined by no checker: ${coverage.unexamined
            .slice(0, 5)
            .map((path) => escape(path, MESSAGE))
            .join(', ')}`,
        ];
  const said = reasons.slice(0, 3).map((reason) => escape(reason, MESSAGE));
  const why = [...silent.slice(0, 4), ...unread];
  switch (outcome) {
    case 'green':
      return partial
        ? `GREEN (partial): only some checkers were asked. Next: ${command} --format agent`
        : `GREEN: nothing new stands against this change (${coverage.examined} of ${count(coverage.inScope, 'changed file')} examined). Next: nothing to fix.`;
    case 'red':
      return stopping > 0
        ? `RED: ${count(stopping, 'new finding')} ${stopping === 1 ? 'stops' : 'stop'} this change. Next: fix ${stopping === 1 ? 'it' : 'them'} without weakening tests, checks or configuration; waive nothing, that is a person's decision: what you cannot fix, say so; ${again}`
        : `RED: ${inShort(said)}. Next: undo what is refused, ${again}`;
    case 'undecided':
      if (wasInterrupted(document)) return `UNDECIDED, which is not green: it was interrupted. Next: run again: ${command} --format agent`;
      return `UNDECIDED, which is not green: ${inShort(why.length === 0 ? said : why)}. Next: make it answer (${program} doctor says what is missing), ${again}`;
    default:
      return outcome satisfies never;
  }
}

/** However many there are and however long: the findings need the room. */
function inShort(reasons: readonly string[]): string {
  return escape(reasons.join('; '), { limit: 300 }) || 'no reason was given';
}
