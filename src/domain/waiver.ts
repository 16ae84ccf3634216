/** Where waivers are committed. */
export const WAIVERS_PATH = '.jidoka/waivers.yaml';

/** Somebody's decision to live with one finding until a day. */
export interface Waiver {
  /** Of the finding: 32 hexadecimal digits. */
  readonly fingerprint: string;
  /** What found it, for whoever reads the file. A waiver that names another checker or rule than the finding's waives nothing. */
  readonly checker: string;
  readonly rule: string;
  readonly path: string;
  readonly reason: string;
  /** The last day (UTC) it counts on: `2026-03-31`. */
  readonly expires: string;
  /** Over all of the above, by a key that the base commit trusts: then it counts in the change that adds it. */
  readonly signature?: { readonly key: string; readonly value: string };
}

export interface WaiverInForce extends Waiver {
  /** `base`: it was accepted before this change; `change`: this change adds it, signed. */
  readonly from: 'base' | 'change';
}

/** Something wrong with a waiver itself. */
export interface WaiverFault {
  readonly rule: 'waiver-invalid' | 'waiver-expired';
  readonly message: string;
  /** What tells it from the faults of other waivers: the fingerprint, or nothing for the file as a whole. */
  readonly code: string;
  /** Line of the file in the judged tree; null for the file as a whole. */
  readonly line: number | null;
  /** The change did not bring it in: it is shown and does not block. */
  readonly isOld: boolean;
}

/** What the waivers of base and of the change come to, for one judgement at one moment. */
export interface WaiverBook {
  readonly inForce: readonly WaiverInForce[];
  readonly faults: readonly WaiverFault[];
  /** The change alters the file, and every waiver it brings in is in force: it touches no protected path by that. */
  readonly isSettled: boolean;
}

export const NO_WAIVERS: WaiverBook = { inForce: [], faults: [], isSettled: false };
