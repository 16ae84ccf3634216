import type { Direction, SchemaKind } from '../kinds.ts';
import type { Spot } from '../spot.ts';
import type { Comparison } from './comparison.ts';
import type { Schema } from './schema-view.ts';

/** Where two schemas are compared. */
export interface SchemaPlace {
  readonly comparison: Comparison;
  readonly direction: Direction;
  /** The operation, as people call it. */
  readonly where: string;
  /** The way from there: `body.data[].id`. */
  readonly way: string;
  /** On the wire all of its values are text: a parameter, a header. */
  readonly isText: boolean;
  readonly depth: number;
  /** Only whether there is a difference is wanted. */
  readonly isTrial?: boolean;
}

/** Says one change. */
export type Say = (kind: SchemaKind, at: Spot, text: string, more?: Detail) => void;

interface Detail {
  /** Leads on from the place. */
  readonly step?: string;
  /** What says it, where it is not what always says such a thing. */
  readonly keys?: readonly string[];
  /** Where it is written, and where it was, where no keyword of the schema tells. */
  readonly narrow?: Spot | null;
  readonly was?: Spot | null;
}

/** Compares what is one step further down. */
export type Descend = (base: Schema, head: Schema, step: string) => void;
