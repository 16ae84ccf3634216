import type { Range, Severity } from '../domain/finding.ts';
import type { TestRunner } from '../domain/project.ts';
import type { Tree } from '../domain/tree.ts';
import type { ToolUse } from '../domain/verdict.ts';
import type { Checkout } from '../workspace/checkout.ts';

/** What a linter or formatter said about one place. */
export interface LintProblem {
  /** The tool's own rule, `no-unused-vars` for example; `format` for a formatter. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly path: string;
  readonly range?: Range;
}

export interface LintReport {
  readonly tool: ToolUse;
  readonly examined: readonly string[];
  /** Files the repository's own configuration of the tool leaves out. */
  readonly ignored: readonly string[];
  readonly problems: readonly LintProblem[];
  /** A command a person can paste. */
  readonly reproduce: string;
}

export interface LintRequest {
  readonly checkout: Checkout;
  /** Only these, and only those it handles. */
  readonly files: readonly string[];
  readonly signal: AbortSignal;
}

/** Runs one linter or formatter over files of a checkout. AdapterError when its answer is none: absent, crashed, unreadable. */
export interface Linter {
  readonly name: string;
  /** Where no linter of the repository looks at a file, the embedded one does; a formatter is not enough. */
  readonly kind: 'linter' | 'formatter';
  /** Does it look at this file at all, judged by its name? */
  handles(path: string): boolean;
  lint(request: LintRequest): Promise<LintReport>;
  /**
   * Applies its safe fixes, and no others, to the files in the checkout, whatever is left to complain about afterwards; what changed is
   * read from the checkout. Absent where it has none.
   */
  fix?(request: LintRequest): Promise<void>;
}

export interface TestOutcome {
  /** Names from the outermost suite to the test. */
  readonly name: readonly string[];
  /** Path inside the repository; null when the report does not say. */
  readonly file: string | null;
  readonly status: 'passed' | 'failed' | 'skipped' | 'todo';
  readonly durationMs: number | null;
  readonly message: string | null;
  /** Where it failed, 1-based, in `file`. */
  readonly line: number | null;
}

/** Hits by 1-based line number of a source file of the repository, for lines that can be covered. */
export type LineHits = ReadonlyMap<number, number>;

export interface TestReport {
  readonly tool: ToolUse;
  readonly tests: readonly TestOutcome[];
  /** By path inside the repository; null when the runner could not measure coverage, with the reason. */
  readonly coverage: ReadonlyMap<string, LineHits> | null;
  readonly coverageReason: string | null;
  readonly exitCode: number;
  /** Clipped output, for a person. */
  readonly output: string;
}

export interface Sentinel {
  readonly path: string;
  readonly text: string;
  /** The unguessable name of the planted test. */
  readonly name: string;
}

/** A failing test for the end of any test file: it passes only where what is loaded there swallows failures. */
export interface Probe {
  readonly text: string;
  readonly name: string;
}

/** Runs a repository's tests by its own command and reads what they reported. AdapterError when the report is absent or unreadable. */
export interface TestTool {
  readonly runner: TestRunner;
  /** A test that must fail, beside an existing test file and with its suffix; null when the tree has no test file to stand beside. */
  sentinel(tree: Tree, nonce: string): Promise<Sentinel | null>;
  probe(nonce: string): Probe;
  isTestFile(path: string): boolean;
  run(request: {
    readonly checkout: Checkout;
    readonly command: string;
    readonly coverage: boolean;
    /** Written when the runner itself starts: what the command does before, a linter or a formatter, does not see it. */
    readonly plant?: Sentinel;
    /** Added to these test files at the same time; nothing without a planted test. */
    readonly probed?: { readonly text: string; readonly paths: readonly string[] };
    readonly signal: AbortSignal;
  }): Promise<TestReport>;
}
