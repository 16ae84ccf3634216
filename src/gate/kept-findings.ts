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

/** Every finding that is still on record, the latest first; `lastCheck` is the document of the last check by hand. */
export async function keptFindings(ledger: Ledger, lastCheck: string | null): Promise<KeptFinding[]> {
  const kept: KeptFinding[] = [];
  const add = ({ id, mode, findings }: CheckerResult, found: KeptFinding['found']) =>
    kept.push(...findings.map((finding) => ({ checker: id, mode, finding, found })));
  for (const event of await ledger.read({ types: ['checker.finished'] })) {
    if (event.type !== 'checker.finished') continue;
    const text = await ledger.kept(event.payload.result);
    if (text !== null) add(JSON.parse(text) as CheckerResult, { run: event.chain, attempt: event.payload.attempt });
  }
  if (lastCheck !== null)
    for (const result of (JSON.parse(lastCheck) as { readonly checkers: readonly CheckerResult[] }).checkers) add(result, null);
  return kept.toReversed();
}
