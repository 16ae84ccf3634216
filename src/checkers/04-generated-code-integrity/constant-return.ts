import type { Node } from 'oxc-parser';
import type { ParsedSource } from '../../syntax/parse-source.ts';
import { walk } from '../../syntax/walk.ts';
import type { FilePair } from './file-pair.ts';
import { type FunctionCode, functionsOf } from './functions.ts';
import { madeUpAnswer } from './made-up-record.ts';
import { isSamplePath, isTestPath } from './place.ts';
import type { Sighting } from './rules.ts';

/** A function that computed its answer at base and now gives the same one to everybody, one that somebody made up, or does nothing. */
export function constantReturns({ base, head }: FilePair): Sighting[] {
  if (base?.parsed === null || base?.parsed === undefined || head?.parsed === null || head?.parsed === undefined) return [];
  const { parsed, path } = head;
  if (isTestPath(path) || isSamplePath(path)) return [];
  const [was, before] = [base.parsed, bySymbol(base.parsed)];
  return [...bySymbol(parsed).values()].flatMap((code): Sighting[] => {
    const old = before.get(code.symbol ?? '');
    const lost = old === undefined ? null : lossOf({ code: old, source: was }, { code, source: parsed });
    if (lost === null) return [];
    return [
      {
        rule: 'stub',
        message: `${code.symbol ?? ''} ${lost.message}`,
        path,
        range: { startLine: parsed.lineOf(lost.start) },
        code: code.symbol ?? '',
        ...(lost.isMild ? { severity: 'warning' } : {}),
      },
    ];
  });
}

interface Placed {
  readonly code: FunctionCode;
  readonly source: ParsedSource;
}

interface Loss {
  readonly message: string;
  readonly start: number;
  readonly isMild: boolean;
}

function lossOf(was: Placed, now: Placed): Loss | null {
  const textIn =
    ({ text }: ParsedSource) =>
    (node: Node) => ({ text: text.slice(node.start, node.end), start: node.start });
  const madeUp = madeUpAnswer(
    answersOf(was.code).map((node) => textIn(was.source)(node).text),
    answersOf(now.code).map(textIn(now.source)),
  );
  if (madeUp !== null)
    return { message: `computed what it returns and now returns what is made up: ${madeUp.text}`, start: madeUp.start, isMild: false };
  const { code, source } = now;
  if (code.statements.length === 0 && code.expression === null) {
    const isConstructor = code.symbol?.endsWith('.constructor') === true;
    const isExplained = source.comments.some(({ start, end }) => code.start < start && end < code.end);
    return isConstructor || !doesMuch(was.code)
      ? null
      : { message: 'did something and now does nothing', start: code.start, isMild: isExplained };
  }
  const constant = returnedConstant(code);
  const computed = constant === null ? null : computation(was.code);
  if (constant === null || computed === null) return null;
  const value = textIn(source)(constant).text;
  // What came from nothing it was given may have been a constant in other words.
  return { message: `computed what it returns and now always returns ${value}`, start: constant.start, isMild: computed !== 'from-input' };
}

/** More than one step, or one with what it is given. */
function doesMuch({ statements, expression, parameters }: FunctionCode): boolean {
  const steps = expression === null ? statements : [expression];
  return steps.length > 1 || (steps.some((step) => has([step], calls)) && has(steps, isInputOf(parameters)));
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
function computation(code: FunctionCode): 'from-input' | 'from-calls' | null {
  const answers = answersOf(code);
  if (answers.every(isConstant)) return null;
  if (has([...code.statements, ...answers], isInputOf(code.parameters))) return 'from-input';
  return has(answers, calls) ? 'from-calls' : null;
}

/** What it returns itself, and not a function in it. */
function answersOf({ statements, expression }: FunctionCode): Node[] {
  const answers: Node[] = expression === null ? [] : [expression];
  for (const statement of statements) {
    walk(statement, (node) => {
      if (node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression')
        return false;
      if (node.type === 'ReturnStatement' && node.argument !== null) answers.push(node.argument);
      return undefined;
    });
  }
  return answers;
}

function isInputOf(parameters: readonly Node[]): (node: Node) => boolean {
  const names = new Set<string>();
  for (const parameter of parameters) {
    walk(parameter, (node) => {
      if (node.type === 'Identifier') names.add(node.name);
    });
  }
  return (node) => node.type === 'ThisExpression' || (node.type === 'Identifier' && names.has(node.name));
}

function calls({ type }: Node): boolean {
  return type === 'CallExpression';
}

function has(roots: readonly Node[], is: (node: Node) => boolean): boolean {
  return roots.some((root) => {
    let isFound = false;
    walk(root, (node) => {
      isFound ||= is(node);
    });
    return isFound;
  });
}
