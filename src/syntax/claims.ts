import type { Node } from 'oxc-parser';
import { keyName, stringValue } from './literal.ts';
import { oncePerProgram } from './once-per-program.ts';
import { walk } from './walk.ts';

/** Words of chai that only make a sentence. */
const WORDS = new Set(
  'to be been is that which and has have with at of same but does still also not deep nested own ordered any all eventually should'.split(
    ' ',
  ),
);
/** Words before a property that asserts by being read: `expect(x).to.be.true`. In jest they are `undefined`, and the next one throws. */
const SENTENCE = new Set(['to', 'be', 'been', 'is', 'has', 'have', 'should']);
/** What of chai says nothing until it is called. */
const METHODS = new Set(
  (
    'equal equals eq eql eqls above gt greaterThan least gte greaterThanOrEqual below lt lessThan most lte lessThanOrEqual within instanceof ' +
    'instanceOf property ownProperty haveOwnProperty match matches string keys key throw throws Throw respondTo respondsTo satisfy satisfies ' +
    'closeTo approximately members oneOf change changes increase increases decrease decreases by'
  ).split(' '),
);

/** What is said about each `expect(x)` and `x.should` of a file: the call of a matcher, or chai's property. Without one nothing is. */
export const claimsOf = oncePerProgram((program): ReadonlyMap<Node, Node> => {
  const claims = new Map<Node, Node>();
  walk(program, (node, ancestors) => {
    if (!isSubject(node)) return;
    const claim = claimOf(node, ancestors);
    if (claim !== null) claims.set(node, claim);
  });
  return claims;
});

function isSubject(node: Node): boolean {
  if (node.type === 'MemberExpression') return !node.computed && keyName(node.property) === 'should';
  return node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'expect';
}

function claimOf(subject: Node, ancestors: readonly Node[]): Node | null {
  const names = subject.type === 'MemberExpression' ? ['should'] : [];
  let top = subject;
  for (const around of ancestors.toReversed()) {
    if (around.type === 'MemberExpression' && around.object === top) names.push(keyName(around.property) ?? '');
    else if (around.type === 'CallExpression' && around.callee === top && (top !== subject || top.type === 'MemberExpression'))
      return around;
    else if (around.type !== 'TSNonNullExpression' && around.type !== 'ChainExpression') break;
    top = around;
  }
  const last = names.at(-1) ?? '';
  const isRead = names.slice(0, -1).some((name) => SENTENCE.has(name)) && !WORDS.has(last) && !METHODS.has(last) && !/^to[A-Z]/.test(last);
  return isRead ? top : null;
}

/** `expect(sum).toBe(sum)` */
export function claimsItself(subject: Node, claim: Node | undefined): boolean {
  if (subject.type !== 'CallExpression' || claim?.type !== 'CallExpression' || isDenied(claim.callee)) return false;
  return isSameCode(subject.arguments[0], claim.arguments[0]);
}

/** `expect(newId()).not.toBe(newId())` */
function isDenied(node: Node): boolean {
  return node.type === 'MemberExpression' && (keyName(node.property) === 'not' || isDenied(node.object));
}

/** However it is laid out, and whatever quotes it has. */
export function isSameCode(one: Node | undefined, other: Node | undefined): boolean {
  return one !== undefined && other !== undefined && codeOf(one) === codeOf(other);
}

function codeOf(node: Node): string {
  return JSON.stringify(node, (key, value: unknown) => {
    if (key === 'start' || key === 'end' || key === 'raw') return undefined;
    if (typeof value === 'bigint') return String(value);
    return isTemplate(value) ? { type: 'Literal', value: stringValue(value) } : value;
  });
}

/** A template without expressions is a string in other quotes. */
function isTemplate(value: unknown): value is Node {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'TemplateLiteral' &&
    stringValue(value as Node) !== null
  );
}
