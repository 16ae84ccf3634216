import type { Node } from 'oxc-parser';
import { keyName } from '../../syntax/literal.ts';
import { walk } from '../../syntax/walk.ts';
import type { FileVersion } from './file-pair.ts';
import { severityAt } from './place.ts';
import type { Sighting } from './rules.ts';

interface Definition {
  readonly name: string;
  readonly node: Node;
}

/**
 * Functions, classes and constants of a file's top, functions of a function's own block, methods and fields of a class and types of any block, of which a
 * later one replaces an earlier or says nothing new.
 */
export function duplicateDefinitions({ path, parsed }: FileVersion): Sighting[] {
  if (parsed === null || parsed.problem !== null || /\.d\.[cm]?ts$/.test(path)) return [];
  const scopes: Definition[][] = [parsed.program.body.flatMap(definitionsOf)];
  walk(parsed.program, (node) => {
    if (node.type === 'ClassBody') scopes.push(node.body.flatMap(methodOf));
    if (node.type === 'ObjectExpression') scopes.push(node.properties.flatMap(functionOf));
    if (node.type === 'Program' || node.type === 'TSModuleBlock' || node.type === 'BlockStatement')
      scopes.push(...typesIn(node.body, parsed.text));
    // Everything else that is said twice there does not parse.
    const functions = blockOf(node).filter(({ type }) => type === 'FunctionDeclaration');
    if (functions.length > 1) scopes.push(functions.flatMap(definitionsOf));
  });
  return scopes.flatMap((definitions) => {
    const byName = Map.groupBy(definitions, ({ name }) => name);
    return [...byName].flatMap(([name, same]) =>
      same.slice(1).map(({ node }): Sighting => {
        const first = parsed.lineOf(same[0]?.node.start ?? 0);
        const message = `${name} is already defined on line ${first}`;
        return { rule: 'duplicate-definition', message, path, range: { startLine: parsed.lineOf(node.start) }, ...severityAt(path) };
      }),
    );
  });
}

function definitionsOf(statement: Node): Definition[] {
  switch (statement.type) {
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return statement.declaration === null ? [] : definitionsOf(statement.declaration);
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return statement.id === null || statement.declare === true ? [] : [{ name: statement.id.name, node: statement }];
    case 'VariableDeclaration':
      // `var` may be said twice, and old code does.
      if (statement.kind === 'var' || statement.declare === true) return [];
      return statement.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [{ name: id.name, node: statement }] : []));
    default:
      return [];
  }
}

function methodOf(member: Node): Definition[] {
  if (member.type === 'PropertyDefinition' && !member.computed && !member.declare) {
    const field = keyName(member.key);
    return field === null ? [] : [{ name: `${member.static ? 'static ' : ''}field ${field}`, node: member }];
  }
  if (member.type !== 'MethodDefinition' || member.computed || member.value.body === null) return [];
  const name = keyName(member.key);
  if (name === null) return [];
  // A getter and a setter of one name belong together.
  const kind = member.kind === 'method' || member.kind === 'constructor' ? '' : `${member.kind} `;
  return [{ name: `${member.static ? 'static ' : ''}${kind}${name}`, node: member }];
}

/** A function that an object holds; whether a value may be said again the linter tells. */
function functionOf(property: Node): Definition[] {
  if (property.type !== 'Property' || property.computed || property.kind !== 'init') return [];
  const name = keyName(property.key);
  const isFunction = property.value.type === 'FunctionExpression' || property.value.type === 'ArrowFunctionExpression';
  return name === null || !isFunction ? [] : [{ name, node: property }];
}

/** Types that are said twice, each time the first one and what says it again: one that is there to be merged adds members to it. */
function typesIn(statements: readonly Node[], text: string): Definition[][] {
  const types = statements.flatMap((statement) => {
    const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    const isType = node?.type === 'TSInterfaceDeclaration' || node?.type === 'TSTypeAliasDeclaration' || node?.type === 'TSEnumDeclaration';
    return isType && node.declare !== true ? [{ name: node.id.name, node }] : [];
  });
  return [...Map.groupBy(types, ({ name }) => name).values()].map((same) => {
    const known = new Set<string>();
    return same.filter(({ node }, index) => {
      const members = membersOf(node, text);
      const isAgain = members.some(({ isProperty, said }) => isProperty && known.has(said));
      const isAllKnown = members.length > 0 && members.every(({ said }) => known.has(said));
      for (const { said } of members) known.add(said);
      return index === 0 || isAgain || isAllKnown;
    });
  });
}

interface Member {
  readonly said: string;
  /** There can be only one of it: of a method there may be several for other parameters. */
  readonly isProperty: boolean;
}

function membersOf(node: Node, text: string): Member[] {
  if (node.type === 'TSTypeAliasDeclaration') return [{ said: '=', isProperty: true }];
  if (node.type === 'TSEnumDeclaration')
    return node.body.members.flatMap(({ id }) => {
      const name = keyName(id);
      return name === null ? [] : [{ said: name, isProperty: true }];
    });
  if (node.type !== 'TSInterfaceDeclaration') return [];
  return node.body.body.map((member) => {
    const name = member.type === 'TSPropertySignature' && !member.computed ? keyName(member.key) : null;
    if (name !== null) return { said: name, isProperty: true };
    return { said: text.slice(member.start, member.end).replace(/\s+|[,;]$/g, ''), isProperty: false };
  });
}

function blockOf(node: Node): readonly Node[] {
  const isFunction = node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';
  return isFunction && node.body?.type === 'BlockStatement' ? node.body.body : [];
}
