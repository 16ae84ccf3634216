import type { z } from 'zod';
import type { ChangeHistory } from '../domain/change-history.ts';
import type { Change } from '../domain/change.ts';
import type { StoredEvent } from '../domain/event.ts';
import type { Range, Severity } from '../domain/finding.ts';
import type { Project } from '../domain/project.ts';
import type { Tree } from '../domain/tree.ts';
import type { ToolUse } from '../domain/verdict.ts';
import type { WaiverBook } from '../domain/waiver.ts';
import type { WorkOrder } from '../domain/work-order.ts';
import type { Advisors, AskDefinitions, Linter, TestSuite } from '../tools/tool.ts';
import type { Workspaces } from '../workspace/checkout.ts';

/** Everything a checker can ask for in `needs`; it is handed what it asks for and nothing else. */
export interface Capabilities {
  readonly change: Change;
  /** The merge-base tree. */
  readonly base: Tree;
  /** The judged tree. */
  readonly head: Tree;
  readonly history: ChangeHistory & {
    /** The text of an object that it names. */
    read(objectId: string): Promise<string>;
  };
  /** Null when a change is checked without an order. */
  readonly workOrder: WorkOrder | null;
  /** What the base commit's policy says the repository is. */
  readonly project: Project;
  /** Globs of the paths that only an order's `mayChange` opens. */
  readonly protectedPaths: readonly string[];
  /** Which waivers count in this change, and what is wrong with others. */
  readonly waivers: WaiverBook;
  readonly workspaces: Workspaces;
  /** False in an audit, which answers from the trees alone: nothing may be installed, built or run. */
  readonly mayRunCode: boolean;
  /** The repository's own linters, or the embedded one when it has none. */
  readonly linters: readonly Linter[];
  /** Asks a program of this machine which packages are vulnerable: names and versions leave the machine with that. */
  readonly advise: Advisors;
  /** Asks a program of this machine that knows a language of definitions, where base has settings of it. */
  readonly askDefinitions: AskDefinitions;
  /** For the runners the test command ends up in; null when there is none, or one that Jidoka cannot read. */
  readonly testSuite: TestSuite | null;
  /** The day it is, in UTC (`2026-03-31`), for what runs out: the answer of a checker that asks for it is kept for that day. */
  readonly today: string;
  /** An unguessable name, new for each run of a checker. */
  readonly nonce: string;
  /** Keeps a report beside the evidence and answers its SHA-256, by which `used` names it. */
  readonly keepReport: (text: string) => Promise<string>;
  /** The run's events so far. */
  readonly events: readonly StoredEvent[];
}

export type Capability = keyof Capabilities;

export interface Rule {
  readonly severity: Severity;
  readonly title: string;
  readonly remediation: string;
}

/** One occurrence of a rule, as the checker sees it; the gate adds fingerprint and baseline state. */
export interface Observation {
  readonly message: string;
  /** Path inside the repository; `.` for the change as a whole. */
  readonly path: string;
  readonly range?: Range;
  /**
   * Which tree it was seen in. Default `head`. A checker that looks at both trees reports both sides:
   * what base has too is `unchanged`. What is reported of `head` alone is `new`.
   */
  readonly side?: 'base' | 'head';
  /**
   * What tells occurrences apart besides rule, place and text: an outside tool's own rule id, for example, or a digest of what was
   * found where the same place may hold another one (a secret).
   */
  readonly code?: string;
  /** It is about its file as a whole: the range only shows where to look first, and tells it from no other. */
  readonly isOfFile?: boolean;
  /** How much of it there is, where that is what is wrong: a complexity, a number of lines. More than at base is `worsened`. */
  readonly count?: number;
  /** Milder than the rule's own severity, never harsher. */
  readonly severity?: Severity;
  readonly reproduce?: string;
  readonly remediation?: string;
}

declare const notApplicable: unique symbol;
/** The answer of a checker whose subject exists neither in the base tree nor in the judged tree. */
export interface NotApplicable {
  readonly [notApplicable]: true;
  readonly reason: string;
}

export interface CheckContext<Options, RuleId extends string> {
  readonly options: Options;
  /** The checker ends within a second of it. */
  readonly signal: AbortSignal;
  readonly report: (rule: RuleId, observation: Observation) => void;
  readonly measure: (name: string, value: number, unit: string) => void;
  /** Files of the judged tree this checker is responsible for in this change. */
  readonly inScope: (paths: Iterable<string>) => void;
  /** Those of them it looked at. None examined while some are in scope is an error, never a pass. */
  readonly examined: (paths: Iterable<string>) => void;
  /** Those of them that base's own tool configuration leaves out: no longer in scope. */
  readonly ignored: (paths: Iterable<string>) => void;
  readonly used: (tool: ToolUse) => void;
  /** What its verdict leaves open, in words: stands beside a verdict of `passed` or `failed`, in reports and in the attestation. */
  readonly caveat: (words: string) => void;
  readonly notApplicable: (reason: string) => NotApplicable;
}

/** A checker inspects and finds; it never decides. */
export interface Checker<Schema extends z.ZodType, Needs extends Capability, RuleId extends string> {
  /** Reads true when green. */
  readonly title: string;
  readonly kind: 'programmatic' | 'hybrid' | 'llm';
  readonly on: readonly ('change' | 'release' | 'factory')[];
  readonly needs: readonly Needs[];
  /** Goes into the key of the result cache: raise it when the same input may get another answer. */
  readonly version: number;
  /** `expensive` ones run after the cheap ones, and only when those are green. */
  readonly cost: 'cheap' | 'expensive';
  /** It parses the source languages it examines, so a file it examined counts as looked at. */
  readonly parses: boolean;
  readonly options: Schema;
  readonly rules: Readonly<Record<RuleId, Rule>>;
  /** AdapterError when a tool gives no answer: the verdict is `errored`. */
  check(input: Pick<Capabilities, Needs> & CheckContext<z.output<Schema>, RuleId>): Promise<NotApplicable | void>;
}

/** A checker of any shape: what the registry holds. */
export interface AnyChecker extends Omit<Checker<z.ZodType, Capability, string>, 'check'> {
  /** Only `run-checker.ts` calls it, with what `needs` names and options that `options` has parsed. */
  check(input: never): Promise<NotApplicable | void>;
}

/** The compiler knows the checker's needs, options and rule ids: a misspelt one fails on its own line. */
export function defineChecker<Schema extends z.ZodType, const Needs extends Capability, RuleId extends string>(
  checker: Checker<Schema, Needs, RuleId>,
): Checker<Schema, Needs, RuleId> {
  return checker;
}
