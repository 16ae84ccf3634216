import type { Node } from 'oxc-parser';
import { childrenOf, walk } from '../../../syntax/walk.ts';
import { answersIn } from './answers.ts';
import { type Asked, bare, type Bindings, isFunction, keyOf, type Stretch } from './bindings.ts';
import { meantBy } from './meant-by.ts';
import { textOf } from './literals.ts';
import type { Taint } from './taint.ts';

/** Calls in a condition that say whether a value may be used. */
const DECIDES =
  /^(is(?!Array$|Empty$|NaN$)|has|includes|startsWith|endsWith|test|match|exec|valid|check|allow|verify|indexOf|some|every|find|contains|safe|assert|ensure|sanit)/i;

/** Ask what lies under a key, and let every key through. */
const OF_VALUE = /^_?is_?(plain_?)?(object|record|obj)(like)?$/i;

/** Is it asked about a value, its type alone, or a key that an object is changed under? */
type About = 'value' | 'type' | 'key';

/**
 * Is the value looked at in a condition on the way to its use (`if (!allowed.includes(name)) return`)? What the condition says is not understood: it counts as
 * a check, as a false alarm stops somebody's work.
 */
export function isChecked(taint: Taint, use: Node, bindings: Bindings, about: About = 'value'): boolean {
  const all = keysOfSource(taint.source, bindings);
  // Of what is taken whole the type of one part says nothing.
  const keys = about !== 'type' ? [...all, ...all.slice(-1).map(partOf)] : all;
  for (let around = bindings.functionAround(use); around !== null; around = bindings.functionAround(around)) {
    const asked = askedIn(around, bindings, about);
    const holds = (stretches: readonly Stretch[] = []) => stretches.some(({ from, to }) => from < use.start && use.start < to);
    if (keys.some((key) => holds(asked.paths.get(key)))) return true;
    for (const binding of taint.through) if (holds(asked.bindings.get(binding))) return true;
  }
  return false;
}

/**
 * `req.query` and, where it is read on, `req.query.a`: a test of either is one of the value, a test of `req.query.b` is none. Of what is
 * taken whole nobody knows which part a test is for.
 */
function keysOfSource(source: Node, bindings: Bindings): string[] {
  const keys: string[] = [];
  for (let node: Node | null = source; node !== null; node = readOn(node, bindings)) {
    const path = memberPath(node);
    if (path !== null) keys.push(path.join('.'));
  }
  return keys;
}

/** The member that is taken of a value; null for a method. */
function readOn(node: Node, bindings: Bindings): Node | null {
  const parent = bindings.parentOf(node);
  if (parent?.type !== 'MemberExpression' || parent.object !== node) return null;
  const user = bindings.parentOf(parent);
  return user?.type === 'CallExpression' && user.callee === parent ? null : parent;
}

/** Something of a value is looked at, and not all of it. */
function partOf(key: string): string {
  return `${key}.`;
}

/** Each function is looked through once, however many values are used in it. */
function askedIn(around: Node, bindings: Bindings, about: About): Asked {
  const all = { value: bindings.asked, type: bindings.typed, key: bindings.keyed }[about];
  const known = all.get(around);
  if (known !== undefined) return known;
  const found: Asked = { bindings: new Map(), paths: new Map() };
  all.set(around, found);
  const partsIn = about === 'type' ? typesIn : (test: Node) => decidingIn(test, bindings, about);
  walk(around, (node) => {
    const test = testOf(node);
    if (test === null) return;
    const stretch = { from: node.start, to: endOfAnswer(node) };
    for (const one of partsIn(test))
      if (about !== 'type' || one.type !== 'MemberExpression') record(one, stretch, { found, bindings });
      else note(found.paths, memberPath(one)?.join('.') ?? '', stretch);
    for (const { part, isSafeWhen } of about === 'type' ? [] : answersIn(test, bindings))
      record(part, allowedBy(node, isSafeWhen) ?? stretch, { found, bindings });
  });
  return found;
}

const ENDS =
  /^(exit|abort|throw|fail|reject|error|die|panic|bail|assert|invariant|notFound|forbidden|unauthorized|badRequest|deny|redirect|send|json|end(?!s)|status)/i;

/** `log.error(…)`, `span.end()`: something is written down, and the program goes on. */
function isOfLog(callee: Node): boolean {
  if (callee.type !== 'MemberExpression') return false;
  const of = bare(callee.object);
  const name = of.type === 'CallExpression' ? nameOfCallee(of.callee) : (keyOf(of) ?? (of.type === 'Identifier' ? of.name : ''));
  return /log(s|ger|ging)?$|^(console|winston|pino|bunyan|sentry|metrics?|stats|analytics|telemetry|span|tracer?|timer|toast|spinner|ora|signale|debug)$/i.test(
    name,
  );
}

/** `if (a === 'x') use(a)` says nothing of what comes after it, unless one of its branches goes another way or keeps the answer. */
function endOfAnswer(node: Node): number {
  if (node.type !== 'IfStatement') return Infinity;
  return leaves(node.consequent) || (node.alternate !== null && leaves(node.alternate)) ? Infinity : node.end;
}

/** It goes on, and gives something another value. */
function keeps(branch: Node): boolean {
  let [isKept, isLeft] = [false, false];
  walk(branch, (one) => {
    isKept ||= /^(Assignment|Update)Expression$/.test(one.type);
    isLeft ||= /^(Return|Throw|Break|Continue)Statement$/.test(one.type);
    return !isFunction(one);
  });
  return isKept && !isLeft;
}

/** It goes another way, or keeps something. */
function leaves(branch: Node): boolean {
  let isLeft = false;
  walk(branch, (one) => {
    isLeft ||=
      /^(Return|Throw|Break|Continue)Statement$|^(Assignment|Update)Expression$/.test(one.type) ||
      (one.type === 'CallExpression' && ENDS.test(nameOfCallee(one.callee)) && !isOfLog(one.callee));
    return !isLeft && !isFunction(one);
  });
  return isLeft;
}

/** Where an answer allows the value; null for what has no branches, or one that is left both ways. */
function allowedBy(node: Node, isSafeWhen: boolean): Stretch | null {
  if (node.type !== 'IfStatement') return null;
  const { consequent, alternate } = node;
  if (!isSafeWhen) return { from: consequent.end - 1, to: leaves(consequent) ? Infinity : (alternate?.end ?? 0) };
  if (alternate !== null && leaves(alternate)) return null;
  // Behind it the value is allowed where the branch has kept the answer, and not where it has left.
  return { from: consequent.start - 1, to: keeps(consequent) ? Infinity : consequent.end };
}

function note<Key>(into: Map<Key, Stretch[]>, key: Key, stretch: Stretch): void {
  const known = into.get(key) ?? [];
  into.set(key, known);
  known.push(stretch);
}

/** Everything that a part of a condition names. */
function record(part: Node, stretch: Stretch, { found, bindings }: { readonly found: Asked; readonly bindings: Bindings }): void {
  const walkAll = (node: Node, isPart: boolean) => {
    const binding = bindings.of(node);
    if (binding !== null) note(found.bindings, binding, stretch);
    const key = memberPath(node)?.join('.');
    if (key !== undefined) note(found.paths, isPart ? partOf(key) : key, stretch);
    // What a method is called on is looked at whole.
    const method = node.type === 'CallExpression' ? node.callee : null;
    for (const child of childrenOf(node)) {
      if (child === method && child.type === 'MemberExpression') for (const one of childrenOf(child)) walkAll(one, false);
      else walkAll(child, node.type === 'MemberExpression' && child === node.object);
    }
  };
  walkAll(part, false);
}

function testOf(node: Node): Node | null {
  if (node.type === 'IfStatement' || node.type === 'ConditionalExpression' || node.type === 'WhileStatement') return node.test;
  if (node.type === 'SwitchStatement') return node.discriminant;
  return node.type === 'LogicalExpression' && node.operator === '&&' ? node.left : null;
}

/** `typeof x === 'string'`. */
function typesIn(test: Node): Node[] {
  const found: Node[] = [];
  walk(test, (node) => {
    if (node.type !== 'BinaryExpression' || !/^[!=]==?$/.test(node.operator)) return !isFunction(node);
    const { left, right } = node;
    if (left.type === 'UnaryExpression' && left.operator === 'typeof' && /^(string|number|boolean)$/.test(textOf(right) ?? ''))
      found.push(left.argument);
    return false;
  });
  return found;
}

/** The parts of a condition that say whether a value may be used. */
function decidingIn(test: Node, bindings: Bindings, about: About): Node[] {
  const found: Node[] = [];
  walk(test, (node) => {
    const isDeciding =
      (node.type === 'CallExpression' &&
        DECIDES.test(nameOfCallee(node.callee)) &&
        !(about === 'key' && OF_VALUE.test(nameOfCallee(node.callee)))) ||
      (node.type === 'BinaryExpression' && /^([!=]==?|in|instanceof)$/.test(node.operator) && isComparedWithText(node, bindings)) ||
      (node.type === 'Identifier' && test.type === 'Identifier' && node === test && testOfSwitch(node, bindings));
    if (isDeciding) found.push(node);
    // What it names is all of it.
    return !isDeciding && !isFunction(node);
  });
  return found;
}

function testOfSwitch(node: Node, bindings: Bindings): boolean {
  return bindings.parentOf(node)?.type === 'SwitchStatement';
}

/** `x === 'a'`, not `x !== undefined` or `typeof x === 'string'`, which let everything through. */
function isComparedWithText(node: Node & { readonly type: 'BinaryExpression' }, bindings: Bindings): boolean {
  // `'a' in req.query` asks whether it is there.
  if (node.operator === 'in') return node.left.type !== 'Literal';
  return [node.left, node.right].some((one) => (textOf(meantBy(one, bindings)) ?? '') !== '') && node.left.type !== 'UnaryExpression';
}

function nameOfCallee(callee: Node): string {
  return callee.type === 'Identifier' ? callee.name : (keyOf(callee) ?? '');
}

function memberPath(node: Node): string[] | null {
  if (node.type === 'Identifier') return [node.name];
  if (node.type !== 'MemberExpression') return null;
  const object = memberPath(node.object);
  const key = keyOf(node);
  return object === null || key === null ? null : [...object, key];
}
