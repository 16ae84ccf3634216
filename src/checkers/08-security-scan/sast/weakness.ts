import type { Node } from 'oxc-parser';
import type { ParsedSource } from '../../../syntax/parse-source.ts';
import { walk } from '../../../syntax/walk.ts';
import type { RuleId } from '../rules.ts';
import type { Bindings } from './bindings.ts';
import type { TaintReader } from './taint.ts';

export type Call = Node & { readonly type: 'CallExpression' | 'NewExpression' };

/** A place in a program that can be misused. */
export interface Weakness {
  readonly rule: RuleId;
  readonly node: Node;
  readonly message: string;
  readonly isMild?: boolean;
}

/** A program as the rules see it. */
export interface Program {
  /** Its text without comments. */
  readonly parsed: ParsedSource;
  readonly bindings: Bindings;
  readonly taint: TaintReader;
}

/** What can be seen at one place of a program. */
export type Pattern = (node: Node, program: Program) => Weakness | null;

const LONGEST = 60;

/** A piece of the source, in one short line; without its texts, as one of them may be a secret. */
export function quote({ parsed }: Program, node: Node): string {
  const hidden: Node[] = [];
  walk(node, (one, ancestors) => {
    const isText = (one.type === 'Literal' && typeof one.value === 'string') || one.type === 'TemplateElement';
    if (isText && !isName(one, ancestors.at(-1))) hidden.push(one);
  });
  let written = '';
  let from = node.start;
  for (const { start, end, type } of hidden.toSorted((one, two) => one.start - two.start)) {
    if (start === end) continue;
    written += `${parsed.text.slice(from, start)}${type === 'Literal' ? "'…'" : '…'}`;
    from = end;
  }
  const text = (written + parsed.text.slice(from, node.end)).replace(/\s+/g, ' ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** It says which property or module is meant. */
function isName(text: Node, parent: Node | undefined): boolean {
  if (parent?.type === 'MemberExpression') return parent.property === text;
  return parent?.type === 'CallExpression' && parent.callee.type === 'Identifier' && parent.callee.name === 'require';
}
