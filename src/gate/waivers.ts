import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical-json.ts';
import { basePath, type Change } from '../domain/change.ts';
import { UserError } from '../domain/error.ts';
import type { Finding } from '../domain/finding.ts';
import { type Waiver, type WaiverBook, type WaiverFault, type WaiverInForce, WAIVERS_PATH } from '../domain/waiver.ts';
import { endOf, isSignedWaiver, isTooFarAhead, MAX_DAYS, parseWaivers } from './waivers-file.ts';

/** What only an order's `mayChange` opens, what leaves nothing proven, and what is said about waivers themselves: no waiver reaches it. */
const UNWAIVABLE: ReadonlySet<string> = new Set([
  'protected-path',
  'locked-package-swapped',
  'tests-not-reached',
  'waiver-invalid',
  'waiver-expired',
  'waiver-dangling',
]);

/** Found in some runs of the same tree and not in others. */
const COMES_AND_GOES: ReadonlySet<string> = new Set(['flaky-test']);

export function isWaivable(rule: string): boolean {
  return !UNWAIVABLE.has(rule);
}

export interface WaiverSource {
  /** The file in the base tree; null when there is none. */
  readonly base: string | null;
  /** The file in the judged tree; null when there is none. */
  readonly head: string | null;
  /** The judged tree has it as an ordinary file, or not at all. */
  readonly isPlain: boolean;
  /** Those of the base commit. */
  readonly trustedKeys: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Was this signature in the file at any commit before? Then the waiver was taken back, and is not a new decision. */
  readonly wasThere: (signature: string) => Promise<boolean>;
}

/** Which waivers count for a change: those of its base that it leaves there, and those it adds that a trusted key has signed. */
export async function openWaivers({ base, head, isPlain, trustedKeys, now, wasThere }: WaiverSource): Promise<WaiverBook> {
  if (base === null && head === null) return { inForce: [], faults: [], isSettled: true };
  const [before, after] = [read(base), read(isPlain ? head : null)];
  if (!isPlain) return { inForce: [], faults: [fileFault(`${WAIVERS_PATH} is no ordinary file`, false)], isSettled: false };
  if ('problem' in after) return { inForce: [], faults: [fileFault(after.problem, head === base)], isSettled: false };
  const known = new Set('problem' in before ? [] : before.waivers.map(canonicalJson));
  const inForce: WaiverInForce[] = [];
  const faults: WaiverFault[] = [];
  let isSettled = true;
  for (const waiver of after.waivers) {
    const isOld = known.has(canonicalJson(waiver));
    const fault = faultOf(waiver, now) ?? (isOld ? null : await forgery(waiver, { trustedKeys, wasThere }));
    if (fault !== null) faults.push({ ...fault, code: waiver.fingerprint, line: lineOf(head ?? '', waiver), isOld });
    const counts = fault === null && (isOld || waiver.signature !== undefined);
    if (counts) inForce.push({ ...waiver, from: isOld ? 'base' : 'change' });
    else if (!isOld) isSettled = false;
  }
  return { inForce, faults, isSettled };
}

type Read = { readonly waivers: readonly Waiver[] } | { readonly problem: string };

function read(text: string | null): Read {
  try {
    return { waivers: parseWaivers(text) };
  } catch (error) {
    // One slip breaks what comes after it: the first is the one to read.
    if (error instanceof UserError) return { problem: error.message.split('\n')[0] ?? error.message };
    throw error;
  }
}

function fileFault(message: string, isOld: boolean): WaiverFault {
  return { rule: 'waiver-invalid', message, code: '', line: null, isOld };
}

type Fault = Pick<WaiverFault, 'rule' | 'message'>;

function faultOf(waiver: Waiver, now: number): Fault | null {
  const what = `the waiver of ${waiver.fingerprint.slice(0, 12)} (${waiver.checker}/${waiver.rule} in ${waiver.path})`;
  if (!isWaivable(waiver.rule)) return { rule: 'waiver-invalid', message: `${what} is for a rule that nobody can waive` };
  if (endOf(waiver) <= now) return { rule: 'waiver-expired', message: `${what} counted until ${waiver.expires}` };
  if (isTooFarAhead(waiver, now))
    return { rule: 'waiver-invalid', message: `${what} reaches to ${waiver.expires}, more than ${MAX_DAYS} days ahead` };
  return null;
}

/** Why the signature of a waiver that the change adds does not count. One without a signature waits for its commit to be a base. */
async function forgery(waiver: Waiver, { trustedKeys, wasThere }: Pick<WaiverSource, 'trustedKeys' | 'wasThere'>): Promise<Fault | null> {
  if (waiver.signature === undefined) return null;
  const what = `the waiver of ${waiver.fingerprint.slice(0, 12)}`;
  if (!isSignedWaiver(waiver, trustedKeys))
    return { rule: 'waiver-invalid', message: `${what} is signed by no key that the base commit trusts` };
  if (await wasThere(waiver.signature.value))
    return { rule: 'waiver-invalid', message: `${what} was there before and was taken back: waive it again, with another day or reason` };
  return null;
}

function lineOf(text: string, { fingerprint }: Waiver): number | null {
  const at = text.split('\n').findIndex((line) => line.includes(fingerprint));
  return at < 0 ? null : at + 1;
}

export interface WaivedCheck {
  readonly checker: string;
  readonly book: WaiverBook;
  readonly change: Change;
}

/** A checker's findings with what is waived of them, and its waivers that waive nothing: only for a checker that came to its end. */
export function waive(findings: readonly Finding[], { checker, book, change }: WaivedCheck): Finding[] {
  const own = book.inForce.filter((waiver) => waiver.checker === checker);
  if (own.length === 0) return [...findings];
  const waived = findings.map((finding) => {
    const waiver = own.find(({ fingerprint, rule }) => fingerprint === finding.fingerprint && rule === finding.rule);
    return waiver === undefined || !isWaivable(finding.rule) ? finding : { ...finding, waived: inWords(waiver) };
  });
  return [...waived, ...own.flatMap((waiver) => dangling(waiver, { waived, change }))];
}

function inWords({ reason, expires, from, signature }: WaiverInForce): string {
  const by = from === 'base' ? 'from the base commit' : `signed by key ${signature?.key.slice(0, 12) ?? ''}`;
  return `${reason} (until ${expires}, ${by})`;
}

/** One that the change adds must waive something in it. One of base is only of interest where the change touches its file. */
function dangling(waiver: WaiverInForce, { waived, change }: { readonly waived: readonly Finding[]; readonly change: Change }): Finding[] {
  const matched = waived.filter((finding) => finding.waived !== undefined && finding.fingerprint === waiver.fingerprint);
  if (matched.some(({ baselineState }) => baselineState !== 'absent')) return [];
  // That it did not happen this time is no reason to take its waiver away.
  if (COMES_AND_GOES.has(waiver.rule)) return [];
  const isNew = waiver.from === 'change';
  const isNear = matched.length > 0 || change.files.some((file) => file.path === waiver.path || basePath(file) === waiver.path);
  if (!isNew && !isNear) return [];
  return [
    {
      rule: 'waiver-dangling',
      severity: isNew ? 'error' : 'warning',
      message: `the waiver of ${waiver.fingerprint.slice(0, 12)} (${waiver.rule} in ${waiver.path}) waives nothing${isNew ? '' : ' any more'}`,
      path: WAIVERS_PATH,
      fingerprint: createHash('sha256').update(`waiver-dangling\0${waiver.fingerprint}`).digest('hex').slice(0, 32),
      baselineState: 'new',
      remediation: `Take it out of ${WAIVERS_PATH}.`,
    },
  ];
}
