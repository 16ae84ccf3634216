export type Severity = 'error' | 'warning' | 'note';

/** How a finding of the judged tree relates to the merge-base tree. Only `new` and `worsened` errors block. */
export type BaselineState = 'new' | 'unchanged' | 'worsened' | 'absent';

/** A region of a file as SARIF has it: lines and columns are 1-based, the end column is exclusive. */
export interface Range {
  readonly startLine: number;
  readonly startColumn?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** One occurrence of a rule (SARIF: result). */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Path inside the repository, `/`-separated; `.` for the change as a whole. */
  readonly path: string;
  readonly range?: Range;
  /** Stable across shifted lines: SHA-256 over rule, path, enclosing symbol and normalised snippet. */
  readonly fingerprint: string;
  readonly baselineState: BaselineState;
  readonly waived?: string;
  /** A command a person can paste. */
  readonly reproduce?: string;
  readonly remediation?: string;
}

/** Does this finding stop a change? */
export function blocks(finding: Finding): boolean {
  return (
    finding.severity === 'error' &&
    finding.waived === undefined &&
    (finding.baselineState === 'new' || finding.baselineState === 'worsened')
  );
}
