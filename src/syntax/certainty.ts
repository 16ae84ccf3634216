import type { CallExpression, Node, TryStatement } from 'oxc-parser';
import { isSameCode } from './claims.ts';
import { isSurelyCaught } from './sure-catch.ts';
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
      return new Set([...(swallows(node) ? [node.block] : []), ...(node.handler === null || isSurelyCaught(node) ? [] : [node.handler])]);
    case 'WhileStatement':
      return new Set([node.body]);
    case 'CallExpression':
      // What these are given is meant to fail, or may.
      if (/^(throws|rejects|allSettled)$/.test(calledMethod(node) ?? '')) return new Set(node.arguments);
      return hasIdleCallee(node) ? new Set([node.callee]) : new Set();
    case 'ExpressionStatement':
      return isUnheard(node.expression) ? new Set([node.expression]) : new Set();
    case 'SwitchCase':
      return new Set(node.consequent);
    case 'BlockStatement': {
      const leaves = node.body.findIndex((statement) => mayLeave(statement));
      return leaves === -1 ? new Set() : new Set(node.body.slice(leaves + 1));
    }
    default:
      return new Set();
  }
}

/** `expect(load()).rejects.toThrow()` that nobody waits for: the test has passed before it fails. */
function isUnheard(statement: Node): boolean {
  const expression = statement.type === 'UnaryExpression' && statement.operator === 'void' ? statement.argument : statement;
  if (expression.type !== 'CallExpression') return false;
  for (let node: Node = expression.callee; node.type === 'MemberExpression'; node = node.object)
    if (node.property.type === 'Identifier' && /^(rejects|resolves)$/.test(node.property.name)) return isExpect(node.object);
  return false;
}

function isExpect(node: Node): boolean {
  return node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'expect';
}

/** Does a call say anything about the code under test? One of nothing but literals says the same whatever the code does. */
export function saysSomething(node: Node): boolean {
  return (
    node.type !== 'CallExpression' ||
    !(isConstant(node) || comparesWithItself(node) || wantsFailure(node)) ||
    // `request(app).get('/').expect(200)` is about what stands before it.
    calledMethod(node) === 'expect' ||
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

/** `assert.equal(sum(1), sum(1))`; two of what is never the same, `assert.notEqual(newId(), newId())`, may be asserted. */
function comparesWithItself(node: Node): boolean {
  if (node.type !== 'CallExpression' || /^(not|doesNot)/.test(calledMethod(node) ?? '')) return false;
  return isSameCode(node.arguments[0], node.arguments[1]);
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

const LOOP = /^(For(Of|In)?|While|DoWhile|Switch)Statement$/;

/** Is there something in this statement that leaves what is around it: a `return`, a `break` or `continue` of a loop or a block outside? */
function mayLeave(node: Node, own: readonly string[] = [], isInLoop = false): boolean {
  if (node.type === 'ReturnStatement') return !fails(node.argument);
  if (node.type === 'BreakStatement' || node.type === 'ContinueStatement')
    return node.label === null ? !isInLoop : !own.includes(node.label.name);
  if (/Function|^Class/.test(node.type)) return false;
  const labels = node.type === 'LabeledStatement' ? [...own, node.label.name] : own;
  const inside = node.type === 'BlockStatement' ? beforeFailure(node.body) : childrenOf(node);
  return inside.some((child) => mayLeave(child, labels, isInLoop || LOOP.test(node.type)));
}

/** What leaves behind `t.fail()` leaves a test that has failed. */
function beforeFailure(statements: readonly Node[]): readonly Node[] {
  const at = statements.findIndex((one) => one.type === 'ExpressionStatement' && fails(one.expression));
  return at === -1 ? statements : statements.slice(0, at);
}

function fails(node: Node | null): boolean {
  if (node?.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { object } = node.callee;
  return object.type === 'Identifier' && /^(t|assert|expect)$/.test(object.name) && /^(fail|unreachable)$/.test(calledMethod(node) ?? '');
}

/** A `catch` that throws nothing, or a `finally` that ends the function with another result. */
function swallows({ handler, finalizer }: TryStatement): boolean {
  return (handler !== null && !handler.body.body.some(handsOn)) || (finalizer !== null && mayLeave(finalizer));
}

/** Fails what is called here for nobody: followed by a `catch`, a timer nobody waits for, a generator nobody asks? */
function hasIdleCallee(call: CallExpression): boolean {
  const { callee } = call;
  if (callee.type === 'FunctionExpression') return callee.generator;
  if (callee.type !== 'MemberExpression') return false;
  const method = calledMethod(call);
  if (method === 'then') return isCatch(call.arguments[1]);
  return method === 'catch' || (method === 'unref' && callee.object.type === 'CallExpression');
}

/** The second function of `then(…, …)`, where it keeps the failure: `done` and the like hand it on, and so does one that throws. */
function isCatch(node: Node | undefined): boolean {
  if (node === undefined || (node.type === 'Literal' && node.value === null)) return false;
  if (node.type === 'Identifier') return !/^(undefined|done|reject|fail)$/.test(node.name);
  if (node.type !== 'ArrowFunctionExpression' && node.type !== 'FunctionExpression') return true;
  return node.body?.type !== 'BlockStatement' ? !isHandingOn(node.body) : !node.body.body.some(handsOn);
}

/** Does a statement of a `catch` hand the failure on, whatever it was? */
function handsOn(node: Node): boolean {
  if (node.type === 'ThrowStatement') return true;
  return isHandingOn(node.type === 'ExpressionStatement' ? node.expression : node.type === 'ReturnStatement' ? node.argument : null);
}

function isHandingOn(call: Node | null): boolean {
  if (call?.type !== 'CallExpression') return false;
  return /^(done|reject|fail)$/.test(call.callee.type === 'Identifier' ? call.callee.name : (calledMethod(call) ?? ''));
}
