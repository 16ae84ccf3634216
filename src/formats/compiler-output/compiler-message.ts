import type { Range, Severity } from '../../domain/finding.ts';

/** One thing a compiler said about one place. */
export interface CompilerMessage {
  /** Path inside the repository; `.` when it points outside. */
  readonly path: string;
  readonly range?: Range;
  /** The compiler's own code, `TS2322` for example; null where it has none. */
  readonly code: string | null;
  readonly severity: Severity;
  readonly message: string;
}
