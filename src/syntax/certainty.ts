import type { Node } from 'oxc-parser';
import { childrenOf } from './walk.ts';

/**
 * The children of a node that run only sometimes, or whose failure stays inside: a branch, what stands behind a `return`, a `try`
 * whose `catch` does not throw. An assertion there may never decide anything.
 */
export function uncertainChildren(node: Node): ReadonlySet<Node> {
  switch (node.type) {
    case 'IfStatement':
      return node.alternate === null ? new Set([node.consequent]) : new Set([node.consequent, node.alternate]);
    case 'ConditionalExpression':
      return new Set([node.consequent, node.alternate]);
    case 'LogicalExpression':
      return new Set([node.right]);
    case 'TryStatement':
      return node.handler !== null && !node.handler.body.body.some(handsOn) ? new Set([node.block]) : new Set();
    case 'CatchClause':
    case 'WhileStatement':
      return new Set([node.body]);
    case 'ForOfStatement':
      return node.right.type === 'ArrayExpression' && node.right.elements.length === 0 ? new Set([node.body]) : new Set();
    case 'CallExpression':
      // What `throws` is given is meant to fail, and what `catch` follows fails for nobody.
      if (/^(throws|rejects)$/.test(calledMethod(node) ?? '')) return new Set(node.arguments);
      return calledMethod(node) === 'catch' ? new Set([node.callee]) : new Set();
    case 'SwitchCase':
      return new Set(node.consequent);
    case 'BlockStatement': {
      const leaves = node.body.findIndex(mayLeave);
      return leaves === -1 ? new Set() : new Set(node.body.slice(leaves + 1));
    }
    default:
      return new Set();
  }
}

/** Does a call say anything about the code under test? One of nothing but literals says the same whatever the code does. */
export function saysSomething(node: Node): boolean {
  return (
    node.type !== 'CallExpression' ||
    !(isConstant(node) || comparesWithItself(node) || wantsFailure(node)) ||
    PLANS.test(calledMethod(node) ?? '')
  );
}

/** They fail a test that does not come to its assertions, or by being reached. */
const PLANS = /^(plan|assertions|hasAssertions|fail|unreachable|snapshot)$/;

function calledMethod(node: Node): string | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return null;
  return node.callee.property.type === 'Identifier' ? node.callee.property.name : null;
}

function isConstant(node: Node): boolean {
  return node.type === 'CallExpression' && node.arguments.length > 0 && node.arguments.every(isConstantValue);
}

/** `assert.throws(() => assert.equal(…))` passes when the code is wrong. */
function wantsFailure(node: Node): boolean {
  return node.type === 'CallExpression' && /^(throws|rejects)$/.test(calledMethod(node) ?? '') && node.arguments.some(asserts);
}

function asserts(node: Node): boolean {
  const root = node.type === 'CallExpression' && node.callee.type === 'MemberExpression' ? node.callee.object : null;
  return (root?.type === 'Identifier' && root.name === 'assert') || childrenOf(node).some(asserts);
}

/** `assert.equal(sum, sum)` */
function comparesWithItself(node: Node): boolean {
  if (node.type !== 'CallExpression') return false;
  const [one, other] = node.arguments;
  return one?.type === 'Identifier' && other?.type === 'Identifier' && one.name === other.name;
}

function isConstantValue(node: Node): boolean {
  switch (node.type) {
    case 'Literal':
      return true;
    case 'TemplateLiteral':
      return node.expressions.length === 0;
    case 'UnaryExpression':
      return isConstantValue(node.argument);
    case 'BinaryExpression':
      return isConstantValue(node.left) && isConstantValue(node.right);
    case 'ArrayExpression':
      return node.elements.every((element) => element !== null && isConstantValue(element));
    default:
      return false;
  }
}

/** Is there a `return` in this statement that ends the function around it? */
function mayLeave(node: Node): boolean {
  if (node.type === 'ReturnStatement') return true;
  if (/Function|^Class/.test(node.type)) return false;
  return childrenOf(node).some(mayLeave);
}

/** Does a statement of a `catch` hand the failure on, whatever it was? */
function handsOn(node: Node): boolean {
  if (node.type === 'ThrowStatement') return true;
  const call = node.type === 'ExpressionStatement' ? node.expression : node.type === 'ReturnStatement' ? node.argument : null;
  if (call?.type !== 'CallExpression') return false;
  return /^(done|reject|fail)$/.test(call.callee.type === 'Identifier' ? call.callee.name : (calledMethod(call) ?? ''));
}
