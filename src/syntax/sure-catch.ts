import type { CatchClause, Node, TryStatement } from 'oxc-parser';
import { keyName, stringValue } from './literal.ts';
import { childrenOf } from './walk.ts';

/**
 * `try { run(); throw new Error('nothing thrown'); } catch (error) { … }`: does the `catch` always run, and does it tell the failure that is
 * asked for from the one that says that there was none?
 */
export function isSurelyCaught({ block, handler }: TryStatement): boolean {
  const last = block.body.at(-1);
  if (handler === null || last === undefined) return false;
  const said = thrownText(last);
  return said !== null && !block.body.some(leaves) && tellsApart(handler, said);
}

/** What the last statement throws whatever happens; null when it does not. */
function thrownText(statement: Node): string | null {
  if (statement.type === 'ThrowStatement') {
    const { argument } = statement;
    const isError = argument.type === 'NewExpression' && argument.callee.type === 'Identifier' && argument.callee.name === 'Error';
    return isError && argument.arguments.length <= 1 ? textOf(argument.arguments[0]) : null;
  }
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'CallExpression') return null;
  const { callee, arguments: given } = statement.expression;
  const isFailure =
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    /^(expect|assert)$/.test(callee.object.name) &&
    /^(fail|unreachable)$/.test(keyName(callee.property) ?? '');
  return isFailure ? textOf(given[0]) : null;
}

function textOf(node: Node | undefined): string | null {
  return node === undefined ? '' : stringValue(node);
}

function leaves(node: Node): boolean {
  if (/^(Return|Break|Continue)Statement$/.test(node.type)) return true;
  return !/Function|^Class/.test(node.type) && childrenOf(node).some(leaves);
}

/** One of its own statements compares with something that the error of nothing thrown is not; patterns are not looked into. */
function tellsApart({ param, body }: CatchClause, said: string): boolean {
  if (param?.type !== 'Identifier') return false;
  const { name } = param;
  return body.body.some(
    (statement) => statement.type === 'ExpressionStatement' && comparesExactly(statement.expression, name) && !mayBe(statement, said),
  );
}

/** `expect(error).toBeInstanceOf(AuthError)`, `expect(error.code).toBe('E')`, `assert.equal(error.code, 'E')` */
function comparesExactly(node: Node, error: string): boolean {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { object, property } = node.callee;
  const method = keyName(property) ?? '';
  const [first, second] = node.arguments;
  if (object.type === 'Identifier') {
    return (
      object.name === 'assert' && /^(strict|deepStrict|deep)?[eE]qual$/.test(method) && mentions(first, error) && isExact(second, error)
    );
  }
  const isExpected = object.type === 'CallExpression' && object.callee.type === 'Identifier' && object.callee.name === 'expect';
  if (!isExpected || !mentions(object.arguments[0], error)) return false;
  return /^to(Be|Equal|StrictEqual|MatchObject|BeInstanceOf)$/.test(method) && isExact(first, error);
}

/** No `Error` as such, no `{}`, no `expect.anything()`, not the error itself. */
function isExact(node: Node | undefined, error: string): boolean {
  if (node === undefined || mentions(node, error) || mentions(node, 'expect')) return false;
  if (node.type === 'ObjectExpression') return node.properties.length > 0;
  return !(node.type === 'Identifier' && node.name === 'Error');
}

function mentions(node: Node | undefined, name: string): boolean {
  if (node === undefined) return false;
  return (node.type === 'Identifier' && node.name === name) || childrenOf(node).some((child) => mentions(child, name));
}

/** Would the error of nothing thrown do as well? Where a text or a pattern is asked for that it may have. */
function mayBe(node: Node, said: string): boolean {
  if (node.type === 'Literal' && 'regex' in node) return true;
  const text = stringValue(node);
  if (text !== null && said.includes(text)) return true;
  return childrenOf(node).some((child) => mayBe(child, said));
}
