import type { Node } from 'oxc-parser';
import { symbolName } from '../../syntax/enclosing-symbol.ts';
import type { ParsedSource } from '../../syntax/parse-source.ts';
import { walk } from '../../syntax/walk.ts';

/** A function with a body of its own. */
export interface FunctionCode {
  /** Dotted; null for one without a name. */
  readonly symbol: string | null;
  readonly parameters: readonly Node[];
  readonly statements: readonly Node[];
  /** The expression an arrow function gives without a block. */
  readonly expression: Node | null;
  readonly start: number;
  readonly end: number;
  /** Of an abstract class, or of one that another class of the file extends. */
  readonly isOverridable: boolean;
}

export function functionsOf({ program }: ParsedSource): FunctionCode[] {
  const functions: FunctionCode[] = [];
  const extended = new Set<string>();
  walk(program, (node) => {
    if ((node.type === 'ClassDeclaration' || node.type === 'ClassExpression') && node.superClass?.type === 'Identifier')
      extended.add(node.superClass.name);
  });
  walk(program, (node, ancestors) => {
    if (node.type !== 'FunctionDeclaration' && node.type !== 'FunctionExpression' && node.type !== 'ArrowFunctionExpression') return;
    if (node.body === null) return;
    const names = [...ancestors, node].flatMap((one) => symbolName(one) ?? []);
    const owner = ancestors.at(-1);
    const isNamed =
      node.type === 'FunctionDeclaration' || (owner !== undefined && symbolName(owner) !== null && owner.type !== 'CallExpression');
    const block = node.body.type === 'BlockStatement' ? node.body : null;
    functions.push({
      symbol: isNamed ? names.join('.') : null,
      parameters: node.params,
      statements:
        block === null ? [] : block.body.filter((statement) => !('directive' in statement && typeof statement.directive === 'string')),
      expression: block === null ? node.body : null,
      start: node.start,
      end: node.end,
      isOverridable: ancestors.some(
        (one) => one.type === 'ClassDeclaration' && (one.abstract === true || extended.has(one.id?.name ?? '')),
      ),
    });
  });
  return functions;
}
