import type { Json, JsonObject } from '../json-value.ts';
import type { Resource, SchemaSet } from './schema-set.ts';

/** What of a value does not fit its schema. */
export interface Fault {
  /** To the value. */
  readonly steps: readonly string[];
  /** It is the key that is wrong, not what it holds. */
  readonly isKey: boolean;
  readonly keyword: string;
  readonly message: string;
}

/** The resources that were gone through on the way, the nearest first. */
export interface Scope {
  readonly resource: Resource;
  readonly outer: Scope | null;
}

/** One value under one schema. */
export interface Frame {
  readonly run: Run;
  readonly schema: JsonObject;
  readonly scope: Scope;
  readonly instance: Json;
  readonly steps: readonly string[];
  readonly depth: number;
  readonly faults: Fault[];
  /** Names and indexes of the members that some keyword looked at. */
  readonly seen: Set<string>;
}

export interface Outcome {
  readonly faults: readonly Fault[];
  readonly seen: ReadonlySet<string>;
}

export interface Run {
  readonly set: SchemaSet;
  /** Throws `Unjudged` where it cannot be told in time. */
  readonly matches: (pattern: string, text: string) => boolean;
  /** Of a schema of schemas: what should be a regular expression must be one. */
  readonly asksForPatterns: boolean;
  /** The same value under another schema. */
  readonly under: (frame: Frame, schema: Json, scope?: Scope) => Outcome;
  /** A member of the value under another schema. */
  readonly member: (frame: Frame, schema: Json, key: string, value: Json) => Outcome;
}

export type Keyword = (frame: Frame, value: Json) => void;

/** The value could not be judged: that is neither valid nor invalid. */
export class Unjudged extends Error {
  /** It took all the time it may take. */
  readonly isCostly: boolean;
  constructor(message: string, { isCostly = false }: { readonly isCostly?: boolean } = {}) {
    super(message);
    this.isCostly = isCostly;
  }
}

export function fault(frame: Frame, keyword: string, message: string, key?: string): void {
  frame.faults.push({ steps: key === undefined ? frame.steps : [...frame.steps, key], isKey: key !== undefined, keyword, message });
}

/** The value must fit this too: its faults are the value's, and what it looked at has been looked at. */
export function join(frame: Frame, { faults, seen }: Outcome): void {
  frame.faults.push(...faults);
  for (const name of seen) frame.seen.add(name);
}
