import type { AnyChecker, Capabilities } from '../checkers/checker.ts';
import type { JoinedChecker } from '../config/joined-checkers.ts';
import type { Config } from '../config/schema.ts';
import { InvariantError } from '../domain/error.ts';
import { blocks } from '../domain/finding.ts';
import { type CheckerResult, NOT_ASKED, type Outcome } from '../domain/verdict.ts';
import type { Clock } from '../platform/clock.ts';
import { isAnswer } from './cache.ts';
import { type CatalogEntry, catalogOf, modeOf } from './policy.ts';
import { type CheckerRun, type CheckerRunResult, runChecker } from './run-checker.ts';

export interface RegistryEntry {
  readonly number: number;
  readonly id: string;
  readonly load: () => Promise<{ readonly default: AnyChecker }>;
}

/** A checker that the base commit adds to the twenty. */
export interface Joined extends Pick<RegistryEntry, 'load'> {
  readonly entry: JoinedChecker;
  /** Default: that of its cost. */
  readonly timeoutMs?: number;
}

export interface GateRequest {
  readonly registry: readonly RegistryEntry[];
  readonly joined: readonly Joined[];
  readonly config: Config;
  /** What the gate judges: `factory` checkers join in a run. */
  readonly judges: readonly ('change' | 'factory')[];
  readonly capabilities: Capabilities;
  /** How long has been spent so far on what no checker is to blame for, milliseconds. */
  readonly asideMs: () => number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Only these checkers; the result is partial then. */
  readonly only?: readonly string[];
  /** Around each checker: journals it, answers it from the cache, announces it. */
  readonly perform?: (run: CheckerRun, proceed: () => Promise<CheckerRunResult>) => Promise<CheckerRunResult>;
}

export interface GateResult {
  readonly outcome: Outcome;
  readonly isPartial: boolean;
  readonly checkers: readonly CheckerResult[];
  readonly coverage: {
    readonly inScope: number;
    readonly examined: number;
    readonly unexamined: readonly string[];
    /** Changed files of programming languages that no parser or linter of a checker reads. */
    readonly unsupported: readonly string[];
    /** Which checkers looked at those all the same, by rules about text; not there when none did. */
    readonly readAsText?: readonly { readonly path: string; readonly checkers: readonly number[] }[];
  };
  /** Numbers of the checkers of this gate that do not exist yet. */
  readonly notBuilt: readonly number[];
  /** Why it is not green; empty when it is. */
  readonly reasons: readonly string[];
  /** Fingerprints of the blocking findings of enforced checkers, sorted. */
  readonly failing: readonly string[];
}

const TIMEOUT_MS = { cheap: 5 * 60_000, expensive: 30 * 60_000 } as const;

/** Runs the checkers of a gate: every cheap one, then the expensive ones if the cheap ones are green. */
export async function runGate(request: GateRequest): Promise<GateResult> {
  const { config, judges, only, joined, perform = (_, proceed) => proceed() } = request;
  const due = catalogOf(joined.map(({ entry }) => entry)).filter((entry) =>
    entry.judges.some((subject) => (subject === 'change' || subject === 'factory' ? judges.includes(subject) : false)),
  );
  const chosen = due.filter(({ isBuilt, id }) => isBuilt && (only === undefined || only.includes(id)));
  const loaded = await Promise.all(chosen.map(async (entry) => ({ entry, ...(await load(request, entry)) })));
  const ordered = [
    ...loaded.filter(({ checker }) => checker.cost === 'cheap'),
    ...loaded.filter(({ checker }) => checker.cost === 'expensive'),
  ];
  const results: CheckerRunResult[] = [];
  const parsed = new Set<string>();
  const ignored = new Set<string>();
  const linted = new Set<string>();
  for (const { entry, checker, timeoutMs = TIMEOUT_MS[checker.cost] } of ordered) {
    const mode = modeOf(entry, { phase: config.phase, configured: config.checkers[entry.id]?.mode });
    const { mode: _, ...options } = config.checkers[entry.id] ?? {};
    const { clock, signal, capabilities, asideMs } = request;
    const run: CheckerRun = {
      number: entry.number,
      id: entry.id,
      checker,
      mode,
      options,
      capabilities,
      clock,
      signal,
      timeoutMs,
      asideMs,
    };
    const isSkipped = checker.cost === 'expensive' && results.some(({ result }) => isInTheWay(result) && !mayBeForWantOf(entry, result));
    const ran = await perform(run, () => (isSkipped ? Promise.resolve(cancelled(run, NOT_ASKED)) : runChecker(run)));
    results.push(ran);
    if (checker.parses && (ran.result.verdict === 'passed' || ran.result.verdict === 'failed')) {
      for (const path of ran.examined) parsed.add(path);
      for (const path of ran.ignored) ignored.add(path);
      if (checker.needs.includes('linters')) for (const path of ran.examined) linted.add(path);
    }
  }
  const checkers = results.map(({ result }) => result).toSorted((a, b) => a.number - b.number);
  const coverage = coverageOf(request.capabilities, { parsed, ignored, linted, results });
  return {
    ...decide(checkers, only === undefined ? coverage.unexamined : []),
    isPartial: only !== undefined,
    checkers,
    coverage,
    notBuilt: due.filter(({ isBuilt }) => !isBuilt).map(({ number }) => number),
    failing: checkers
      .filter(({ mode }) => mode === 'enforced')
      .flatMap(({ findings }) => findings.filter(blocks).map(({ fingerprint }) => fingerprint))
      .toSorted(),
  };
}

async function load(
  { registry, joined }: GateRequest,
  { id, number }: CatalogEntry,
): Promise<{ readonly checker: AnyChecker; readonly timeoutMs?: number }> {
  const own = joined.find(({ entry }) => entry.id === id);
  if (own !== undefined)
    return { checker: (await own.load()).default, ...(own.timeoutMs === undefined ? {} : { timeoutMs: own.timeoutMs }) };
  const entry = registry.find((candidate) => candidate.id === id && candidate.number === number);
  // Going on without it would be a gate that silently passes.
  if (entry === undefined) throw new InvariantError('CHECKER_MISSING', `checker ${number} ${id} is missing from this installation`);
  return { checker: (await entry.load()).default };
}

function isInTheWay({ mode, verdict }: CheckerResult): boolean {
  return mode === 'enforced' && verdict !== 'passed' && verdict !== 'not-applicable';
}

/**
 * A tool that has no answer may lack what could not be installed. The build tells whether that is the change's fault: without it a
 * lockfile that the change broke would be nobody's.
 */
function mayBeForWantOf({ id }: CatalogEntry, { verdict }: CheckerResult): boolean {
  return id === 'build-and-compile' && verdict === 'errored';
}

/** The result of a checker that was not asked. */
export function cancelled({ number, id, mode }: Pick<CheckerRun, 'number' | 'id' | 'mode'>, reason: string): CheckerRunResult {
  const result: CheckerResult = {
    number,
    id,
    mode,
    verdict: 'cancelled',
    reason,
    examined: 0,
    inScope: 0,
    durationMs: 0,
    cached: false,
    tools: [],
    findings: [],
    measurements: [],
  };
  return { result, examined: new Set(), ignored: new Set() };
}

/** Languages that are read here without any tool of the repository: a changed file of theirs that no checker parsed is a hole in the proof. */
const SOURCE = /\.([cm]?[jt]sx?|pyi?)$/;

/** Programming languages that no checker of ours reads; a linter of the repository may (Vue, Svelte). */
const FOREIGN =
  /\.(go|rs|java|kt|kts|scala|groovy|clj|rb|php|c|h|cc|cpp|cxx|hpp|hh|m|mm|cs|fs|vb|swift|dart|ex|exs|erl|hs|lua|pl|pm|r|jl|zig|nim|sh|bash|zsh|ps1|sql|vue|svelte|astro)$/i;

interface Seen {
  readonly parsed: ReadonlySet<string>;
  readonly ignored: ReadonlySet<string>;
  /** By the repository's linters, in whatever language. */
  readonly linted: ReadonlySet<string>;
  readonly results: readonly CheckerRunResult[];
}

function coverageOf({ change }: Capabilities, { parsed, ignored, linted, results }: Seen): GateResult['coverage'] {
  const present = change.files.filter(({ status }) => status !== 'deleted');
  const sources = present
    // Binary ones too: a NUL in a comment makes git call a source binary, and Node runs it all the same.
    .filter(({ path }) => SOURCE.test(path))
    .map(({ path }) => path);
  const inScope = sources.filter((path) => parsed.has(path) || !ignored.has(path));
  const unexamined = inScope.filter((path) => !parsed.has(path));
  const unsupported = present.map(({ path }) => path).filter((path) => FOREIGN.test(path) && !linted.has(path));
  const readAsText = unsupported
    .map((path) => ({ path, checkers: answersOn(path, results) }))
    .filter(({ checkers }) => checkers.length > 0);
  return {
    inScope: inScope.length,
    examined: inScope.length - unexamined.length,
    unexamined,
    unsupported,
    ...(readAsText.length === 0 ? {} : { readAsText }),
  };
}

function answersOn(path: string, results: readonly CheckerRunResult[]): number[] {
  return results
    .filter(({ result, examined }) => isAnswer(result) && examined.has(path))
    .map(({ result }) => result.number)
    .toSorted((a, b) => a - b);
}

function decide(checkers: readonly CheckerResult[], unexamined: readonly string[]): Pick<GateResult, 'outcome' | 'reasons'> {
  const stopping = checkers.filter(isInTheWay);
  const reasons = [
    // What was not asked because of another one comes behind that one.
    ...[...stopping.filter(({ reason }) => reason !== NOT_ASKED), ...stopping.filter(({ reason }) => reason === NOT_ASKED)].map(inWords),
    ...(checkers.length === 0 ? ['none of the checkers asked for judges this'] : []),
    ...(unexamined.length === 0
      ? []
      : [
          `${unexamined.length} changed source ${unexamined.length === 1 ? 'file was' : 'files were'} examined by no checker: ${unexamined.slice(0, 5).join(', ')}`,
        ]),
  ];
  if (stopping.some(({ verdict }) => verdict === 'failed')) return { outcome: 'red', reasons };
  return { outcome: reasons.length > 0 ? 'undecided' : 'green', reasons };
}

function inWords({ number, id, verdict, reason, findings }: CheckerResult): string {
  const blocking = findings.filter(blocks).length;
  const found = verdict === 'failed' ? `: ${blocking} new ${blocking === 1 ? 'finding' : 'findings'}` : '';
  return `${number} ${id} ${verdict}${reason === undefined ? '' : `: ${reason}`}${found}`;
}
