import type { Node } from 'oxc-parser';
import { childrenOf, walk } from '../../../syntax/walk.ts';
import { type Binding, type Bindings, type Condition, isFunction, keyOf } from './bindings.ts';
import type { Taint } from './taint.ts';

/** Calls in a condition that say whether a value may be used. */
const DECIDES =
  /^(is(?!Array$|Empty$|NaN$)|has|includes|startsWith|endsWith|test|match|exec|valid|check|allow|verify|indexOf|some|every|find|contains|safe|assert|ensure|sanit)/i;

/**
 * Is the value looked at in a condition on the way to its use (`if (!allowed.includes(name)) return`)? What the condition says is not understood: it counts as
 * a check, as a false alarm stops somebody's work.
 */
export function isChecked(taint: Taint, use: Node, bindings: Bindings): boolean {
  const text = new Set(memberPath(taint.source) ?? []);
  for (let around = bindings.functionAround(use); around !== null; around = bindings.functionAround(around)) {
    for (const { test, start } of conditionsIn(around, bindings)) {
      if (start >= use.start) break;
      if (decides(test, taint, { bindings, text })) return true;
    }
  }
  return false;
}

/** In the order of the text; each function is looked through once, however many values are used in it. */
function conditionsIn(around: Node, { conditions }: Bindings): readonly Condition[] {
  const known = conditions.get(around);
  if (known !== undefined) return known;
  const found: Condition[] = [];
  walk(around, (node) => {
    const test = testOf(node);
    if (test !== null) found.push({ test, start: node.start });
  });
  found.sort((one, two) => one.start - two.start);
  conditions.set(around, found);
  return found;
}

function testOf(node: Node): Node | null {
  if (node.type === 'IfStatement' || node.type === 'ConditionalExpression' || node.type === 'WhileStatement') return node.test;
  if (node.type === 'SwitchStatement') return node.discriminant;
  return node.type === 'LogicalExpression' && node.operator === '&&' ? node.left : null;
}

function decides(
  test: Node,
  taint: Taint,
  { bindings, text }: { readonly bindings: Bindings; readonly text: ReadonlySet<string> },
): boolean {
  let found = false;
  walk(test, (node) => {
    const isDeciding =
      (node.type === 'CallExpression' && DECIDES.test(nameOfCallee(node.callee))) ||
      (node.type === 'BinaryExpression' && /^([!=]==?|in|instanceof)$/.test(node.operator) && isComparedWithText(node)) ||
      (node.type === 'Identifier' && test.type === 'Identifier' && node === test && testOfSwitch(node, bindings));
    if (isDeciding && mentions(node, taint, { bindings, text })) found = true;
    return !found && !isFunction(node);
  });
  return found;
}

function testOfSwitch(node: Node, bindings: Bindings): boolean {
  return bindings.parentOf(node)?.type === 'SwitchStatement';
}

/** `x === 'a'`, not `x !== undefined` or `typeof x === 'string'`, which let everything through. */
function isComparedWithText(node: Node & { readonly type: 'BinaryExpression' }): boolean {
  if (node.operator === 'in') return true;
  return (
    [node.left, node.right].some((one) => one.type === 'Literal' && typeof one.value === 'string' && one.value !== '') &&
    node.left.type !== 'UnaryExpression'
  );
}

function nameOfCallee(callee: Node): string {
  return callee.type === 'Identifier' ? callee.name : (keyOf(callee) ?? '');
}

function mentions(
  node: Node,
  taint: Taint,
  { bindings, text }: { readonly bindings: Bindings; readonly text: ReadonlySet<string> },
): boolean {
  const binding: Binding | null = bindings.of(node);
  if (binding !== null && taint.through.has(binding)) return true;
  const path = memberPath(node);
  if (path !== null && path.length === text.size && path.every((part) => text.has(part))) return true;
  return childrenOf(node).some((child) => mentions(child, taint, { bindings, text }));
}

function memberPath(node: Node): string[] | null {
  if (node.type === 'Identifier') return [node.name];
  if (node.type !== 'MemberExpression') return null;
  const object = memberPath(node.object);
  const key = keyOf(node);
  return object === null || key === null ? null : [...object, key];
}
