import type { Change } from '../domain/change.ts';
import type { AdapterError } from '../domain/error.ts';
import type { Range, Severity } from '../domain/finding.ts';
import type { TestRunner } from '../domain/project.ts';
import type { Ecosystem } from '../formats/dependency-graph/dependency-graph.ts';
import type { Tree } from '../domain/tree.ts';
import type { ToolUse } from '../domain/verdict.ts';
import type { ExecResult } from '../platform/exec.ts';
import type { Sandbox } from '../platform/sandbox.ts';
import type { PrivateFolder } from '../platform/private-folder.ts';
import type { Checkout } from '../workspace/checkout.ts';

/** What a linter or formatter said about one place. */
export interface LintProblem {
  /** The tool's own rule, `no-unused-vars` for example; `format` for a formatter. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly path: string;
  readonly range?: Range;
  /** Said of the tool's surroundings, not of the file, which it could not look at. */
  readonly isUnreadable?: true;
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

export interface FormatRequest {
  readonly checkout: Checkout;
  readonly path: string;
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
  /** The text it would have in place of a file that it does not find formatted; null where it gives none. Writes nothing. */
  formatted?(request: FormatRequest): Promise<string | null>;
  /**
   * Applies its safe fixes, and no others, to the files in the checkout, whatever is left to complain about afterwards; what changed is
   * read from the checkout. Absent where it has none.
   */
  fix?(request: LintRequest): Promise<void>;
}

/** A program of `tools` in the config: judges a whole tree and writes a report. */
export interface ReportingTool {
  /** AdapterError when its answer is none. */
  judge(request: {
    readonly checkout: Checkout;
    /** Those that it must prove to have looked at. */
    readonly files: readonly string[];
    /** Those that a program is given which looks for none itself. */
    readonly named: readonly string[];
    readonly signal: AbortSignal;
  }): Promise<ReportingAnswer>;
}

export interface ReportingAnswer {
  readonly tool: ToolUse;
  /** Of `files`, those it proved to have looked at. */
  readonly examined: readonly string[];
  /** Path null: of none of the tree's files. */
  readonly problems: readonly (Omit<LintProblem, 'path'> & { readonly path: string | null; readonly count?: number })[];
  /** Of a report of tests, without the canary. */
  readonly cases?: { readonly ran: number; readonly skipped: number };
}

/** Programs of this machine that know which packages are vulnerable; `audit` is that of the package manager. */
export type AdvisorName = 'osv-scanner' | 'trivy' | 'audit';

/** A lockfile with what a program may need beside it. */
export interface AskedLock {
  readonly path: string;
  readonly text: string;
  readonly ecosystem: Ecosystem;
  /** Manifests and settings of its folder, by name. */
  readonly beside: Readonly<Record<string, string>>;
}

export interface KnownVulnerability {
  /** The lockfile. */
  readonly lock: string;
  readonly name: string;
  readonly version: string;
  readonly id: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  /** Its own word for how bad it is; null where it has none. */
  readonly severity: string | null;
  /** Versions from which on it is mended. */
  readonly fixed: readonly string[];
}

export interface AdvisorAnswer {
  readonly tool: ToolUse;
  readonly vulnerabilities: readonly KnownVulnerability[];
  /** By lockfile, `name@version` of all that it looked up; null where it does not say. */
  readonly listed: ReadonlyMap<string, ReadonlySet<string>> | null;
  /** By lockfile, `name@version` of what it was not asked about, as no registry has it. */
  readonly leftOut: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Asks one of them about lockfiles, and about a package each that everybody knows to be vulnerable. AdapterError when its answer is none. */
export type Advisors = (
  name: AdvisorName,
  request: { readonly locks: readonly AskedLock[]; readonly signal: AbortSignal },
) => Promise<AdvisorAnswer>;

/** What can be asked of a program that knows one language of definitions. */
export type DefinitionQuestion = 'protobuf-valid' | 'protobuf-breaks' | 'smithy-valid';

export interface DefinitionRequest {
  /** It alone says what is asked for, and what is left out. */
  readonly base: Tree;
  readonly head: Tree;
  readonly change: Change;
  readonly signal: AbortSignal;
}

/** `compile`: it can make nothing of it. `style`: what the repository's own settings of it ask for. */
export interface DefinitionProblem {
  readonly about: 'compile' | 'style' | 'break';
  readonly side: 'base' | 'head';
  readonly path: string;
  readonly range?: Range;
  readonly code: string;
  readonly message: string;
  /** What was left out may be why it says so, or nobody asked for it. */
  readonly isMild?: true;
}

export interface DefinitionAnswer {
  /** Null where it was not asked. */
  readonly tool: ToolUse | null;
  readonly problems: readonly DefinitionProblem[];
  /** What it was not asked, or had no answer to, in words. */
  readonly caveats: readonly string[];
}

/** Asks such a program of this machine where the base commit has settings of it. AdapterError when its answer is none. */
export type AskDefinitions = (question: DefinitionQuestion, request: DefinitionRequest) => Promise<DefinitionAnswer>;

/** What asking takes. */
export interface DefinitionsPlace {
  readonly sandbox: Sandbox;
  /** False where no program may be started. */
  readonly mayRunCode: boolean;
  /** Keeps a raw report and answers its SHA-256. */
  readonly keep: (text: string) => Promise<string>;
}

/** The person's registry, and how their machine reaches it. */
export interface Registry {
  readonly npmrc: string;
  /** `host:port` that it and the settings beside a lockfile name. */
  readonly endpoints: (settings: string) => readonly string[];
  /** Proxies and certificates. */
  readonly reach: Readonly<Record<string, string>>;
}

/** What asking takes. */
export interface AdvisorsPlace {
  readonly sandbox: Sandbox;
  readonly registry: () => Promise<Registry>;
  /** Where a program may keep its database. */
  readonly cache: string;
  /** Keeps a raw report and answers its SHA-256. */
  readonly keep: (text: string) => Promise<string>;
}

/** A test as its runner reports it. */
export interface ReportedOutcome {
  /** Names from the outermost suite to the test. */
  readonly name: readonly string[];
  /** Of a runner that runs one test in several set-ups (a project of Playwright): in which. */
  readonly variant?: string | undefined;
  /** Path inside the repository; null when the report does not say. */
  readonly file: string | null;
  readonly status: 'passed' | 'failed' | 'skipped' | 'todo';
  readonly durationMs: number | null;
  readonly message: string | null;
  /** Where it failed, 1-based, in `file`. */
  readonly line: number | null;
}

export interface TestOutcome extends ReportedOutcome {
  readonly runner: TestRunner;
}

/** Hits by 1-based line number of a source file of the repository, for lines that can be covered. */
export type LineHits = ReadonlyMap<number, number>;

/** What one runner says of all its runs in one test command. */
export interface RunnerReport {
  readonly tool: ToolUse;
  readonly tests: readonly ReportedOutcome[];
  /** By path inside the repository; null when the runner could not measure coverage, with the reason. */
  readonly coverage: ReadonlyMap<string, LineHits> | null;
  readonly coverageReason: string | null;
  /** Of the first test program that failed, where the command does not hear of it. */
  readonly exitCode?: number;
}

/** What all runners of a test command say together. */
export interface TestReport extends Omit<RunnerReport, 'tool' | 'tests' | 'exitCode'> {
  readonly tools: readonly ToolUse[];
  readonly tests: readonly TestOutcome[];
  /** Why this is not the whole, where a runner that was expected left no report; null when all did. */
  readonly missing: AdapterError | null;
  readonly exitCode: number;
  readonly durationMs: number;
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

/** What is planted for one runner. */
export interface Planted {
  /** Written when the runner itself starts: what the command does before, a linter or a formatter, does not see it. */
  readonly plant: Sentinel;
  /** Added to these test files at the same time. */
  readonly probed?: { readonly text: string; readonly paths: readonly string[] };
}

/** Paths are absolute. */
export interface Planting {
  readonly path: string;
  readonly text: string;
  readonly probe: string;
  readonly probed: readonly string[];
}

/** What every Node process of a test command is asked to count, whatever starts it. */
export interface ProcessCoverage {
  readonly env: Readonly<Record<'NODE_V8_COVERAGE' | 'NODE_OPTIONS', string>>;
  /** After the command's end; every call has the same answer. */
  read(): Promise<ReadonlyMap<string, LineHits>>;
}

export interface RunnerRequest {
  readonly checkout: Checkout;
  /** The checkout's real path, as programs name its files. */
  readonly dir: string;
  /** This runner's own, for its report; the command may write there. */
  readonly folder: PrivateFolder;
  readonly command: string;
  readonly coverage: boolean;
  /** What all Node processes of the command count, for a tool that is `countedByProcess`; null where coverage is not asked for. */
  readonly counted: ProcessCoverage | null;
  /** Null where nothing is planted. */
  readonly planting: Planting | null;
  readonly signal: AbortSignal;
}

/** A runner that has been asked for a report, in a command that has not started yet. */
export interface PreparedRunner {
  /** Added to the command's environment. What several runners put into NODE_OPTIONS or PYTHONPATH is joined; any other name is one runner's alone. */
  readonly env: Readonly<Record<string, string>>;
  /** Once the command has ended: null when the runner left no report, as it did not start. AdapterError for one that cannot be believed. */
  read(result: ExecResult): Promise<RunnerReport | null>;
}

/** One test runner. It knows how to be asked for a report under an unchanged command, and how to read it; it starts nothing itself. */
export interface TestTool {
  readonly runner: TestRunner;
  /** Its coverage is what V8 counts in every process of the command; else it measures by itself. */
  readonly countedByProcess?: true;
  /** What its coverage is asked of. */
  readonly sources: SourceLines;
  isTestFile(path: string): boolean;
  /** A test that must fail, beside an existing test file and with its suffix; null when the tree has no test file to stand beside. */
  sentinel(tree: Tree, nonce: string): Promise<Sentinel | null>;
  /** Null where no test can be added to the end of a file. */
  probe(nonce: string): Probe | null;
  prepare(request: RunnerRequest): Promise<PreparedRunner>;
}

export interface SourceLines {
  /** By its name: a file in the language of the runner, declarations of types aside. */
  isSource(path: string): boolean;
  /** 1-based lines on which something runs; AdapterError for a text that cannot be read as that language. */
  linesThatRun(path: string, text: string): ReadonlySet<number>;
}

/** Runs a repository's tests by its own command, with every runner in it, and adds up what they reported. */
export interface TestSuite extends SourceLines {
  readonly tools: readonly TestTool[];
  isTestFile(path: string): boolean;
  /** AdapterError when no runner left a report, or one is unreadable. */
  run(request: TestRun): Promise<TestReport>;
}

export interface TestRun {
  readonly checkout: Checkout;
  readonly command: string;
  readonly coverage: boolean;
  readonly planted?: ReadonlyMap<TestRunner, Planted>;
  readonly signal: AbortSignal;
}
