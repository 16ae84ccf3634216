import type { Node } from 'oxc-parser';
import { bare, type Binding, type Bindings, keyOf } from './bindings.ts';

const DEEPEST = 12;
/** What makes a function of another that does the same. */
const PROMISED = /(^|[./])promisify(All|-all)?$|^es6-promisify$|^(pify|thenify|thenify-all)(\.\w+)?$/;

/**
 * What an expression is called wherever it is used: `child_process.exec`, whatever the file calls it; `pg.Pool().query` for a method of what a constructor or a function
 * made; `~name` for a name of the file that stands for nothing known.
 */
export function canonicalName(node: Node, bindings: Bindings, depth = 0): string {
  if (depth > 0) return nameOf(node, bindings, depth);
  const known = bindings.named.get(node);
  if (known !== undefined) return known;
  const name = nameOf(node, bindings, depth);
  bindings.named.set(node, name);
  return name;
}

function nameOf(node: Node, bindings: Bindings, depth: number): string {
  const expression = bare(node);
  if (depth > DEEPEST) return '~';
  switch (expression.type) {
    case 'Identifier':
      return nameOfIdentifier(expression, bindings, depth);
    case 'ThisExpression':
      return 'this';
    case 'MemberExpression':
      return `${canonicalName(expression.object, bindings, depth + 1)}.${keyOf(expression) ?? '[]'}`;
    case 'CallExpression': {
      const [first] = expression.arguments;
      const isRequire = expression.callee.type === 'Identifier' && expression.callee.name === 'require';
      if (isRequire && first?.type === 'Literal' && typeof first.value === 'string') return moduleName(first.value);
      const callee = canonicalName(expression.callee, bindings, depth + 1);
      if (PROMISED.test(callee) && first !== undefined) return canonicalName(first, bindings, depth + 1);
      return callee.endsWith('.bind') ? callee.slice(0, -'.bind'.length) : `${callee}()`;
    }
    case 'NewExpression':
      return `${canonicalName(expression.callee, bindings, depth + 1)}()`;
    case 'ImportExpression':
      return expression.source.type === 'Literal' ? moduleName(String(expression.source.value)) : '~';
    default:
      return '~';
  }
}

function nameOfIdentifier(node: Node & { readonly name: string }, bindings: Bindings, depth: number): string {
  const binding = bindings.of(node);
  if (binding === null) return node.name;
  const known = bindings.canonical.get(binding);
  if (known !== undefined) return known;
  // For what leads back to itself.
  bindings.canonical.set(binding, `~${node.name}`);
  const name = nameOfBinding(binding, bindings, depth);
  bindings.canonical.set(binding, name);
  return name;
}

function nameOfBinding({ name, imported, parameter, writes }: Binding, bindings: Bindings, depth: number): string {
  if (imported !== null) {
    const from = moduleName(imported.from);
    return imported.name === '*' || imported.name === 'default' ? from : `${from}.${imported.name}`;
  }
  if (parameter !== null) return `~${name}`;
  // A script that declares a name again mostly means the same.
  for (const { value, path } of writes) {
    const found = canonicalName(value, bindings, depth + 1);
    if (!found.startsWith('~')) return [found, ...path].join('.');
  }
  return `~${name}`;
}

function moduleName(source: string): string {
  return source.replace(/^node:/, '').replace(/\/(index|promises)$/, '');
}
