import type { Node } from 'oxc-parser';
import { walk } from './walk.ts';

/**
 * Functions with a name that nobody is handed: they do something only where that name is called, and those calls are counted by
 * themselves. One that is an argument, a property or a result may be called by whoever gets it.
 */
export function idleFunctions(program: Node): ReadonlySet<Node> {
  return new Set(namesOfIdle(program).keys());
}

/** Of these the ones whose name the file does not call either: nothing in them ever happens. */
export function deadFunctions(program: Node): ReadonlySet<Node> {
  const called = new Set<string>();
  walk(program, (node) => {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier') called.add(node.callee.name);
  });
  return new Set([...namesOfIdle(program)].flatMap(([node, name]) => (called.has(name) ? [] : [node])));
}

function namesOfIdle(program: Node): ReadonlyMap<Node, string> {
  const handedOn = new Set<string>();
  walk(program, (node, ancestors) => {
    if (node.type === 'Identifier' && isHandedOn(node, ancestors.at(-1))) handedOn.add(node.name);
  });
  const idle = new Map<Node, string>();
  walk(program, (node, ancestors) => {
    const name = declaredName(node, ancestors.at(-1));
    // `export const check = () => …`: the function, its declarator, the declaration, the export.
    if (name !== null && !handedOn.has(name) && ancestors.at(-3)?.type !== 'ExportNamedDeclaration') idle.set(node, name);
  });
  return idle;
}

function declaredName(node: Node, parent: Node | undefined): string | null {
  if (node.type === 'FunctionDeclaration') return parent?.type.startsWith('Export') ? null : (node.id?.name ?? null);
  if (node.type !== 'ArrowFunctionExpression' && node.type !== 'FunctionExpression') return null;
  return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id.name : null;
}

function isHandedOn(node: Node, parent: Node | undefined): boolean {
  switch (parent?.type) {
    case undefined:
    case 'ExpressionStatement':
    case 'FunctionDeclaration':
      return false;
    case 'VariableDeclarator':
      return parent.id !== node;
    case 'CallExpression':
      return parent.callee !== node;
    case 'UnaryExpression':
      return parent.operator !== 'void' && parent.operator !== 'typeof';
    case 'Property':
      return parent.value === node;
    case 'MemberExpression':
      // `check.call(…)`, not `that.check`
      return parent.object === node;
    default:
      return true;
  }
}
