import type { Node } from 'oxc-parser';
import { keyName } from './literal.ts';
import type { ParsedSource } from './parse-source.ts';
import { testTitleOf } from './test-call.ts';
import { walk } from './walk.ts';

/** Dotted name of the innermost function, class, method, variable or test around a line; null at the top of a file. */
export function enclosingSymbol(source: ParsedSource, line: number): string | null {
  let innermost: string[] = [];
  walk(source.program, (node, ancestors) => {
    if (source.lineOf(node.start) > line || source.lineOf(node.end) < line) return false;
    if (symbolName(node) !== null) innermost = [...ancestors, node].flatMap((one) => symbolName(one) ?? []);
    return undefined;
  });
  return innermost.length === 0 ? null : innermost.join('.');
}

/** The name a node gives to what is inside it. */
export function symbolName(node: Node): string | null {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'TSDeclareFunction':
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSEnumDeclaration':
      return node.id?.name ?? null;
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return keyName(node.key);
    case 'Property':
      return isFunction(node.value) ? keyName(node.key) : null;
    case 'VariableDeclarator':
      return node.id.type === 'Identifier' ? node.id.name : null;
    case 'AssignmentExpression':
      return isFunction(node.right) ? memberName(node.left) : null;
    case 'CallExpression':
      return testTitleOf(node);
    default:
      return null;
  }
}

/** `exports.parse`, `Page.prototype.next`; what is worked out has no name. */
function memberName(node: Node): string | null {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'ThisExpression') return 'this';
  if (node.type !== 'MemberExpression' || node.computed) return null;
  const [object, property] = [memberName(node.object), keyName(node.property)];
  return object === null || property === null ? null : `${object}.${property}`;
}

function isFunction(node: Node): boolean {
  return node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';
}
