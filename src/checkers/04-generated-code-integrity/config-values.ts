import type { Node } from 'oxc-parser';
import { parseDocument } from 'yaml';
import { keyName, stringValue } from '../../syntax/literal.ts';
import { parseSource } from '../../syntax/parse-source.ts';

/** One scalar of a config file under the keys that lead to it; elements of an array all have the array's own keys. */
export interface ConfigValue {
  readonly keys: readonly string[];
  readonly value: string | number | boolean;
  /** 1-based; null where the format does not say. */
  readonly line: number | null;
}

/** The literal values of a config file, be it a program, JSON with comments or YAML; null when it cannot be read. */
export function configValues(path: string, text: string): ConfigValue[] | null {
  if (/\.ya?ml$/.test(path)) return plainValues(yamlOf(text));
  const isJson = /\.(jsonc?|json5)$/.test(path) || /(^|\/)\.[a-z0-9]+rc$/.test(path);
  // JSON is an expression of the language, comments and trailing commas included.
  const parsed = isJson ? parseSource(`${path}.ts`, `(${text}\n)`) : parseSource(path, text);
  if (parsed === null || parsed.problem !== null) return isJson ? plainValues(yamlOf(text)) : null;
  const values: ConfigValue[] = [];
  collect(parsed.program, [], (keys, value, offset) => values.push({ keys, value, line: parsed.lineOf(offset) }));
  return values;
}

type Emit = (keys: readonly string[], value: string | number | boolean, offset: number) => void;

function collect(node: Node, keys: readonly string[], emit: Emit): void {
  const value = scalarOf(node);
  if (value !== null) {
    if (keys.length > 0) emit(keys, value, node.start);
    return;
  }
  switch (node.type) {
    case 'Program':
      return node.body.forEach((statement) => collect(statement, keys, emit));
    case 'ExpressionStatement':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'SpreadElement':
      return collect('argument' in node ? node.argument : node.expression, keys, emit);
    case 'ExportDefaultDeclaration':
      return collect(node.declaration, keys, emit);
    case 'ExportNamedDeclaration':
      return node.declaration === null ? undefined : collect(node.declaration, keys, emit);
    case 'AssignmentExpression':
      return collect(node.right, keys, emit);
    case 'VariableDeclaration':
      return node.declarations.forEach(({ id, init }) => {
        if (init !== null) collect(init, id.type === 'Identifier' ? [...keys, id.name] : keys, emit);
      });
    case 'CallExpression':
      return node.arguments.forEach((argument) =>
        collect(argument, node.callee.type === 'Identifier' ? [...keys, node.callee.name] : keys, emit),
      );
    case 'ArrowFunctionExpression':
      return collect(node.body, keys, emit);
    case 'BlockStatement':
      return node.body.forEach((statement) => collect(statement, keys, emit));
    case 'ReturnStatement':
      return node.argument === null ? undefined : collect(node.argument, keys, emit);
    case 'ArrayExpression':
      return node.elements.forEach((element) => (element === null ? undefined : collect(element, keys, emit)));
    case 'ObjectExpression':
      return node.properties.forEach((property) =>
        property.type === 'Property'
          ? collect(property.value, [...keys, keyName(property.key) ?? '(computed)'], emit)
          : collect(property, keys, emit),
      );
    default:
      return undefined;
  }
}

function scalarOf(node: Node): string | number | boolean | null {
  const text = stringValue(node);
  if (text !== null) return text;
  if (node.type === 'Literal' && (typeof node.value === 'number' || typeof node.value === 'boolean')) return node.value;
  if (
    node.type === 'UnaryExpression' &&
    node.operator === '-' &&
    node.argument.type === 'Literal' &&
    typeof node.argument.value === 'number'
  )
    return -node.argument.value;
  return null;
}

/** What a YAML text says; undefined when it is not YAML. */
function yamlOf(text: string): unknown {
  const document = parseDocument(text, { logLevel: 'silent' });
  return document.errors.length > 0 ? undefined : (document.toJS() as unknown);
}

function plainValues(root: unknown, keys: readonly string[] = []): ConfigValue[] {
  if (typeof root === 'string' || typeof root === 'number' || typeof root === 'boolean') return [{ keys, value: root, line: null }];
  if (Array.isArray(root)) return root.flatMap((element) => plainValues(element, keys));
  if (typeof root !== 'object' || root === null) return [];
  return Object.entries(root).flatMap(([key, value]) => plainValues(value, [...keys, key]));
}
