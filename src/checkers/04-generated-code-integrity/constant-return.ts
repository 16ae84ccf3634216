import type { Node } from 'oxc-parser';
import type { ParsedSource } from '../../syntax/parse-source.ts';
import { walk } from '../../syntax/walk.ts';
import type { FilePair } from './file-pair.ts';
import { type FunctionCode, functionsOf } from './functions.ts';
import { isSamplePath, isTestPath } from './place.ts';
import type { Sighting } from './rules.ts';

/** A function that computed its answer at base and gives the same one to everybody now. */
export function constantReturns({ base, head }: FilePair): Sighting[] {
  if (base?.parsed === null || base?.parsed === undefined || head?.parsed === null || head?.parsed === undefined) return [];
  const { parsed, path } = head;
  if (isTestPath(path) || isSamplePath(path)) return [];
  const before = bySymbol(base.parsed);
  return [...bySymbol(parsed).values()].flatMap((code): Sighting[] => {
    const old = before.get(code.symbol ?? '');
    const constant = returnedConstant(code);
    if (old === undefined || constant === null) return [];
    const computed = computation(old);
    if (computed === null) return [];
    const value = parsed.text.slice(constant.start, constant.end);
    return [
      {
        rule: 'stub',
        message: `${code.symbol ?? ''} computed what it returns and now always returns ${value}`,
        path,
        range: { startLine: parsed.lineOf(constant.start) },
        code: code.symbol ?? '',
        // What came from nothing it was given may have been a constant in other words.
        ...(computed === 'from-input' ? {} : { severity: 'warning' }),
      },
    ];
  });
}

/** Functions whose dotted name no other function of the file has. */
function bySymbol(parsed: ParsedSource): Map<string, FunctionCode> {
  const named = Map.groupBy(functionsOf(parsed), ({ symbol }) => symbol ?? '');
  return new Map(
    [...named].flatMap(([symbol, [first, ...others]]) =>
      symbol === '' || first === undefined || others.length > 0 ? [] : [[symbol, first]],
    ),
  );
}

function returnedConstant({ statements, expression }: FunctionCode): Node | null {
  if (expression !== null) return isConstant(expression) ? expression : null;
  const [only] = statements;
  if (statements.length !== 1 || only?.type !== 'ReturnStatement' || only.argument === null) return null;
  return isConstant(only.argument) ? only.argument : null;
}

function isConstant(node: Node): boolean {
  switch (node.type) {
    case 'Literal':
      return true;
    case 'TemplateLiteral':
      return node.expressions.length === 0;
    case 'UnaryExpression':
      return node.argument.type === 'Literal';
    case 'ArrayExpression':
      return node.elements.every((element) => element !== null && isConstant(element));
    case 'ObjectExpression':
      return node.properties.every((property) => property.type === 'Property' && isConstant(property.value));
    case 'Identifier':
      return node.name === 'undefined';
    case 'TSAsExpression':
      return isConstant(node.expression);
    default:
      return false;
  }
}

/** Does a function return a value that depends on its parameters or its object, or at least on a call? */
function computation({ statements, expression, parameters }: FunctionCode): 'from-input' | 'from-calls' | null {
  const names = new Set<string>();
  for (const parameter of parameters) {
    walk(parameter, (node) => {
      if (node.type === 'Identifier') names.add(node.name);
    });
  }
  const answers: Node[] = expression === null ? [] : [expression];
  for (const statement of statements) {
    walk(statement, (node) => {
      if (node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression')
        return false;
      if (node.type === 'ReturnStatement' && node.argument !== null) answers.push(node.argument);
      return undefined;
    });
  }
  if (answers.every(isConstant)) return null;
  const has = (roots: readonly Node[], is: (node: Node) => boolean) =>
    roots.some((root) => {
      let isFound = false;
      walk(root, (node) => {
        isFound ||= is(node);
      });
      return isFound;
    });
  const isInput = (node: Node) => node.type === 'ThisExpression' || (node.type === 'Identifier' && names.has(node.name));
  if (has([...statements, ...answers], isInput)) return 'from-input';
  return has(answers, ({ type }) => type === 'CallExpression') ? 'from-calls' : null;
}
