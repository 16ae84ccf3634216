import type { Node } from 'oxc-parser';
import { walk } from '../../../syntax/walk.ts';
import { bare, type Bindings, isFunction, keyOf } from './bindings.ts';
import { meantBy } from './meant-by.ts';
import { textOf } from './literals.ts';
import { canonicalName } from './names.ts';

/** A condition about something that was made of a value says something of the value too. */
interface Answer {
  /** What names the value. */
  readonly part: Node;
  readonly isSafeWhen: boolean;
}

export function answersIn(test: Node, bindings: Bindings): Answer[] {
  const found: Answer[] = [];
  walk(test, (node) => {
    const answer = ofSchema(node, bindings) ?? ofBeginning(node) ?? ofPath(node, bindings);
    if (answer !== null) found.push(isTurned(node, bindings) ? { ...answer, isSafeWhen: !answer.isSafeWhen } : answer);
    return !isFunction(node);
  });
  return found;
}

const ANSWERS = /^(error|errors|issues|success|valid|isValid|ok)$/;

/** `schema.safeParse(x).success`, or `error` of `const { error } = schema.validate(x)`. */
function ofSchema(node: Node, bindings: Bindings): Answer | null {
  const [only, ...more] = bindings.of(node)?.writes ?? [];
  const key = node.type === 'MemberExpression' ? keyOf(node) : only?.path.length === 1 && more.length === 0 ? only.path[0] : null;
  if (key === null || key === undefined || !ANSWERS.test(key)) return null;
  const part = node.type === 'MemberExpression' ? meantBy(node.object, bindings) : only === undefined ? null : bare(only.value);
  if (part?.type !== 'CallExpression') return null;
  const name = part.callee.type === 'Identifier' ? part.callee.name : (keyOf(part.callee) ?? '');
  return /^(safeParse(Async)?|validate\w*|check\w*)$/.test(name) ? { part, isSafeWhen: !/^(error|issue)/.test(key) } : null;
}

/** `path.slice(0, root.length) === root`. */
function ofBeginning(node: Node): Answer | null {
  if (node.type !== 'BinaryExpression' || !/^[!=]==?$/.test(node.operator)) return null;
  for (const side of [node.left, node.right]) {
    const isCut = side.type === 'CallExpression' && /^(slice|substring|substr)$/.test(keyOf(side.callee) ?? '');
    const [from] = isCut ? side.arguments : [];
    if (isCut && side.callee.type === 'MemberExpression' && from?.type === 'Literal' && from.value === 0)
      return { part: side.callee.object, isSafeWhen: node.operator.startsWith('=') };
  }
  return null;
}

/** `path.relative(root, file).startsWith('..')`, and `path.resolve(file).indexOf(root) !== 0`. */
function ofPath(node: Node, bindings: Bindings): Answer | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return null;
  const method = keyOf(node.callee);
  if (method !== 'startsWith' && method !== 'indexOf') return null;
  const part = relativeIn(meantBy(node.callee.object, bindings), bindings);
  const name = canonicalName(part, bindings);
  const isRelative = name === 'path.relative()';
  if (isRelative ? !beginsAbove(node.arguments[0]) : !/^(path\.(resolve|normalize)|fs\.(promises\.)?realpath(Sync)?)\(\)$/.test(name))
    return null;
  // `indexOf` by itself is true wherever it does not begin so.
  const isBeginning = method === 'startsWith' || isAtStart(bindings.parentOf(node));
  return { part, isSafeWhen: isBeginning !== isRelative };
}

/** `path.normalize(relative)` is as relative. */
function relativeIn(node: Node, bindings: Bindings): Node {
  if (node.type !== 'CallExpression' || canonicalName(node, bindings) !== 'path.normalize()' || node.arguments[0] === undefined)
    return node;
  const inner = meantBy(node.arguments[0], bindings);
  return canonicalName(inner, bindings) === 'path.relative()' ? inner : node;
}

/** `'..'`, `'../'`, `'..' + path.sep`. */
function beginsAbove(node: Node | undefined): boolean {
  return node?.type === 'BinaryExpression' ? beginsAbove(node.left) : (textOf(node) ?? '').startsWith('..');
}

function isAtStart(parent: Node | null): boolean {
  if (parent?.type !== 'BinaryExpression' || parent.right.type !== 'Literal' || parent.right.value !== 0) return false;
  return parent.operator === '===' || parent.operator === '==';
}

function isTurned(node: Node, bindings: Bindings): boolean {
  const parent = bindings.parentOf(node);
  return parent?.type === 'UnaryExpression' && parent.operator === '!';
}
