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

/** Functions, classes and constants of a file's top, functions of a function's own block, and methods of a class, of which a later one replaces an earlier. */
export function duplicateDefinitions({ path, parsed }: FileVersion): Sighting[] {
  if (parsed === null || parsed.problem !== null || /\.d\.[cm]?ts$/.test(path)) return [];
  const scopes: Definition[][] = [parsed.program.body.flatMap(definitionsOf)];
  walk(parsed.program, (node) => {
    if (node.type === 'ClassBody') scopes.push(node.body.flatMap(methodOf));
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
  if (member.type !== 'MethodDefinition' || member.computed || member.value.body === null) return [];
  const name = keyName(member.key);
  if (name === null) return [];
  // A getter and a setter of one name belong together.
  const kind = member.kind === 'method' || member.kind === 'constructor' ? '' : `${member.kind} `;
  return [{ name: `${member.static ? 'static ' : ''}${kind}${name}`, node: member }];
}

function blockOf(node: Node): readonly Node[] {
  const isFunction = node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';
  return isFunction && node.body?.type === 'BlockStatement' ? node.body.body : [];
}
