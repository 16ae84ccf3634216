import { AdapterError } from '../domain/error.ts';
import type { StoredEvent } from '../domain/event.ts';
import type { Finding } from '../domain/finding.ts';
import type { CheckerResult, Mode } from '../domain/verdict.ts';
import type { Ledger } from '../ledger/ledger.ts';

export interface KeptFinding {
  readonly checker: string;
  readonly mode: Mode;
  readonly finding: Finding;
  /** Null for one of the last check by hand. */
  readonly found: { readonly run: string; readonly attempt: number } | null;
}

/** What the checkers of these events said in full, by the digest that the event names. */
export async function resultsOf(ledger: Ledger, events: readonly StoredEvent[]): Promise<ReadonlyMap<string, CheckerResult>> {
  const results = new Map<string, CheckerResult>();
  for (const event of events) {
    if (event.type !== 'checker.finished') continue;
    const text = await ledger.kept(event.payload.result);
    if (text !== null) results.set(event.payload.result, JSON.parse(text) as CheckerResult);
  }
  return results;
}

/** Every finding that is still on record, the latest first; `lastCheck` is the document of the last check by hand. */
export async function keptFindings(ledger: Ledger, lastCheck: string | null): Promise<KeptFinding[]> {
  const kept: KeptFinding[] = [];
  const add = ({ id, mode, findings }: CheckerResult, found: KeptFinding['found']) =>
    kept.push(...findings.map((finding) => ({ checker: id, mode, finding, found })));
  const events = await ledger.read({ types: ['checker.finished'] });
  const results = await resultsOf(ledger, events);
  for (const event of events) {
    const result = event.type === 'checker.finished' ? results.get(event.payload.result) : undefined;
    if (event.type === 'checker.finished' && result !== undefined) add(result, { run: event.chain, attempt: event.payload.attempt });
  }
  if (lastCheck !== null) for (const result of resultsOfCheck(lastCheck)) add(result, null);
  return kept.toReversed();
}

/** A full disk or a hand may have left half of the document. */
function resultsOfCheck(document: string): readonly CheckerResult[] {
  try {
    const { checkers } = JSON.parse(document) as { readonly checkers: readonly CheckerResult[] };
    if (checkers.every(({ findings }) => Array.isArray(findings))) return checkers;
  } catch (cause) {
    if (!(cause instanceof SyntaxError) && !(cause instanceof TypeError)) throw cause;
  }
  throw new AdapterError('LAST_CHECK_UNREADABLE', 'what the last check found cannot be read any more', {
    hint: 'Check again: `jidoka check` writes it anew.',
  });
}
