import type { Node } from 'oxc-parser';

/** The value of a string literal or of a template without expressions; null for anything else. */
export function stringValue(node: Node | null | undefined): string | null {
  if (node === null || node === undefined) return null;
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0]?.value.cooked ?? null;
  return null;
}

/** The name a property, method or specifier is written with; null when it is computed. */
export function keyName(node: Node): string | null {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'PrivateIdentifier') return `#${node.name}`;
  if (node.type === 'Literal') return String(node.value);
  return null;
}
