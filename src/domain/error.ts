interface ErrorDetail {
  readonly hint?: string;
  readonly cause?: unknown;
}

/** Thrown for what is not an expected outcome. Expected outcomes (a red checker, a refused gate) are values. */
export class JidokaError extends Error {
  readonly code: string;
  /** What to do next. */
  readonly hint: string | undefined;

  constructor(code: string, message: string, { hint, cause }: ErrorDetail = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = hint;
  }
}

/** Bad usage or config: exit 2, no stack. */
export class UserError extends JidokaError {}

/** A tool, an agent, git or the system did not do its part: no answer, exit 3. */
export class AdapterError extends JidokaError {
  readonly isRetryable: boolean;
  /** More of what the tool printed than the message shows; empty where that is not kept. */
  readonly output: string;

  constructor(code: string, message: string, detail: ErrorDetail & { readonly isRetryable?: boolean; readonly output?: string } = {}) {
    super(code, message, detail);
    this.isRetryable = detail.isRetryable ?? false;
    this.output = detail.output ?? '';
  }
}

/** Our bug: exit 70. */
export class InvariantError extends JidokaError {}
