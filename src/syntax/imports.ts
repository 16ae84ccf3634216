import type { Node } from 'oxc-parser';
import { keyName, stringValue } from './literal.ts';
import type { ParsedSource } from './parse-source.ts';
import { walk } from './walk.ts';

export interface ImportedName {
  /** `default`, `*` for the whole module, else the exported name. */
  readonly imported: string;
  readonly local: string;
}

export interface ModuleImport {
  readonly specifier: string;
  readonly kind: 'static' | 'export-from' | 'dynamic' | 'require';
  readonly isTypeOnly: boolean;
  /** In a `try` block: allowed to fail. */
  readonly isGuarded: boolean;
  readonly names: readonly ImportedName[];
  readonly line: number;
}

/** Every module a file asks for by a literal name. */
export function importsOf(source: ParsedSource): ModuleImport[] {
  const found: ModuleImport[] = [];
  walk(source.program, (node, ancestors) => {
    const request = requestOf(node, ancestors);
    if (request === null) return;
    found.push({ ...request, isGuarded: isGuarded(node, ancestors), line: source.lineOf(node.start) });
  });
  return found;
}

function requestOf(node: Node, ancestors: readonly Node[]): Omit<ModuleImport, 'isGuarded' | 'line'> | null {
  switch (node.type) {
    case 'ImportDeclaration': {
      const isTypeOnly = node.importKind === 'type' || (node.specifiers.length > 0 && node.specifiers.every(isTypeSpecifier));
      return { specifier: node.source.value, kind: 'static', isTypeOnly, names: node.specifiers.map(importedName) };
    }
    case 'ExportAllDeclaration':
      return { specifier: node.source.value, kind: 'export-from', isTypeOnly: node.exportKind === 'type', names: [] };
    case 'ExportNamedDeclaration':
      if (node.source === null) return null;
      return { specifier: node.source.value, kind: 'export-from', isTypeOnly: node.exportKind === 'type', names: [] };
    case 'ImportExpression':
      return literalRequest(node.source, 'dynamic', bindingsOf(ancestors));
    case 'TSImportType':
      return { specifier: node.source.value, kind: 'static', isTypeOnly: true, names: [] };
    case 'TSImportEqualsDeclaration': {
      if (node.moduleReference.type !== 'TSExternalModuleReference') return null;
      const names = [{ imported: '*', local: node.id.name }];
      return { specifier: node.moduleReference.expression.value, kind: 'require', isTypeOnly: node.importKind === 'type', names };
    }
    case 'CallExpression':
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'require' || node.arguments.length !== 1) return null;
      return literalRequest(node.arguments[0], 'require', bindingsOf(ancestors));
    default:
      return null;
  }
}

function literalRequest(argument: Node | undefined, kind: 'dynamic' | 'require', names: ImportedName[]) {
  const specifier = stringValue(argument);
  return specifier === null ? null : { specifier, kind, isTypeOnly: false, names };
}

function isTypeSpecifier(node: Node): boolean {
  return node.type === 'ImportSpecifier' && node.importKind === 'type';
}

function importedName(node: Node): ImportedName {
  if (node.type === 'ImportSpecifier') return { imported: keyName(node.imported) ?? '*', local: node.local.name };
  if (node.type === 'ImportDefaultSpecifier') return { imported: 'default', local: node.local.name };
  if (node.type === 'ImportNamespaceSpecifier') return { imported: '*', local: node.local.name };
  return { imported: '*', local: '' };
}

/** What `const … = require()` and `const … = await import()` bind. */
function bindingsOf(ancestors: readonly Node[]): ImportedName[] {
  const declarator = ancestors.findLast(({ type }) => type !== 'AwaitExpression' && type !== 'MemberExpression');
  if (declarator?.type !== 'VariableDeclarator') return [];
  const { id } = declarator;
  if (id.type === 'Identifier') return [{ imported: '*', local: id.name }];
  if (id.type !== 'ObjectPattern') return [];
  return id.properties.flatMap((property) => {
    if (property.type !== 'Property' || property.value.type !== 'Identifier') return [];
    return [{ imported: keyName(property.key) ?? '*', local: property.value.name }];
  });
}

function isGuarded(node: Node, ancestors: readonly Node[]): boolean {
  const chain = [...ancestors, node];
  return chain.some((one, index) => one.type === 'TryStatement' && chain[index + 1] === one.block);
}
