import type { Node } from 'oxc-parser';
import type { ParsedSource } from '../../../syntax/parse-source.ts';
import type { RuleId } from '../rules.ts';
import type { Bindings } from './bindings.ts';
import type { TaintReader } from './taint.ts';

/** A place in a program that can be misused. */
export interface Weakness {
  readonly rule: RuleId;
  readonly node: Node;
  readonly message: string;
  readonly isMild?: boolean;
}

/** A program as the rules see it. */
export interface Program {
  readonly parsed: ParsedSource;
  readonly bindings: Bindings;
  readonly taint: TaintReader;
}

const LONGEST = 60;

/** A piece of the source, in one short line. */
export function quote({ parsed }: Program, node: Node): string {
  const text = parsed.text.slice(node.start, node.end).replace(/\s+/g, ' ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
