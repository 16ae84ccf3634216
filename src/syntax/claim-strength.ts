import type { CallExpression, Node } from 'oxc-parser';
import { keyName } from './literal.ts';
import type { ParsedSource } from './parse-source.ts';
import { testCallOf } from './test-call.ts';
import { walk } from './walk.ts';

/** 3: it is this; 2: it has this of it; 1: it is there at all. */
export type Strength = 1 | 2 | 3;

/** What an assertion says about its subject. */
export interface Claim {
  /** The code that is asserted about, without white space. */
  readonly subject: string;
  /** The rest of the assertion, likewise. */
  readonly says: string;
  readonly strength: Strength;
  readonly line: number;
  /** What it asks of the subject at least, each by its code: those of `{ code, message }` in `throws(run, { code, message })`. */
  readonly parts?: readonly string[];
}

const EXACT =
  /^((not)?[dD]eep(Loose)?(Strict)?Equal|strictEqual|equals?|eqls?|eq|is|same|strictSame|looseEqual|true|false|null|undefined|NaN|to(Be|Equal|StrictEqual|BeNull|BeUndefined|BeNaN|Match(Inline|File)?Snapshot)|to(HaveBeen|Be)?(Last|Nth)?CalledWith|toHaveBeenCalledExactlyOnceWith|calledWith|calledOnceWith)$/;
const PARTIAL =
  /^(match|regex|like|has|hasStrict|partialDeepStrictEqual|includes?|contains?|property|lengthOf|above|below|least|most|within|instance[oO]f|members|keys|closeTo|toMatch(Object)?|toContain(Equal)?|toHave(Property|Length)|toBe(CloseTo|InstanceOf|TypeOf|OneOf|(Greater|Less)Than(OrEqual)?)|to(HaveBeen|Be)CalledTimes|toHaveBeenCalledOnce|calledOnce)$/;
const PRESENT = /^(ok|assert|truthy|falsy|notOk|exist|toBe(Defined|Truthy|Falsy)|toHaveBeenCalled|toBeCalled|called)$/;
const FAILING = /^(toThrow(Error)?|[tT]hrows?|throwsAsync|rejects)$/;
/** `expect.any(…)` and the like in the place of a value. */
const ANYTHING = /^(any|anything)$/;
const SOME = /^(objectContaining|arrayContaining|stringContaining|stringMatching|closeTo)$/;

/** An assertion, however much it says. */
export interface Asserted extends Omit<Claim, 'strength'> {
  readonly method: string;
  /** What the subject is compared with, and options. */
  readonly given: readonly Node[];
  /** Null: nobody can say. */
  readonly strength: Strength | null;
}

/** The claims of a test's own code whose strength is known; those of tests inside it count for them. */
export function claimsIn(root: Node, source: ParsedSource): Claim[] {
  return assertedIn(root, source).flatMap(({ strength, ...one }) => (strength === null ? [] : [{ ...one, strength }]));
}

export function assertedIn(root: Node, { text, lineOf }: ParsedSource): Asserted[] {
  const found: Asserted[] = [];
  const codeOf = ({ start, end }: Node) =>
    text
      .slice(start, end)
      .replace(/[\s;]+/g, '')
      .replace(/,(?=[)\]}])/g, '')
      .replace(/["`]/g, "'");
  walk(root, (node, ancestors) => {
    if (node !== root && testCallOf(node) !== null) return false;
    if (node.type !== 'CallExpression') return undefined;
    const made = isExpect(node) ? expected(node, ancestors) : asserted(node);
    if (made === null) return undefined;
    const { subject, strength } = judged(made);
    const bare = subject.type === 'AwaitExpression' ? subject.argument : subject;
    const { method, given, whole } = made;
    const parts = partsOf(made)?.map(codeOf);
    found.push({
      subject: codeOf(bare),
      says: codeOf(whole),
      strength,
      line: lineOf(node.start),
      method,
      given,
      ...(parts === undefined ? {} : { parts }),
    });
    return undefined;
  });
  return found;
}

interface Made {
  readonly subject: Node;
  readonly method: string;
  readonly isDenied: boolean;
  /** What the subject is compared with, and options. */
  readonly given: readonly Node[];
  readonly whole: Node;
}

function isExpect({ callee }: CallExpression): boolean {
  if (callee.type === 'Identifier') return callee.name === 'expect';
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'expect' &&
    /^(soft|poll)$/.test(keyName(callee.property) ?? '')
  );
}

/** `expect(subject).not.toBe(given)`, `expect(subject).to.be.true` */
function expected(call: CallExpression, ancestors: readonly Node[]): Made | null {
  const [subject] = call.arguments;
  if (subject === undefined) return null;
  const names: string[] = [];
  let top: Node = call;
  let given: readonly Node[] = [];
  for (const around of ancestors.toReversed()) {
    if (around.type === 'MemberExpression' && around.object === top) names.push(keyName(around.property) ?? '');
    else if (around.type === 'CallExpression' && around.callee === top) given = around.arguments;
    else if (around.type !== 'TSNonNullExpression' && around.type !== 'ChainExpression') break;
    top = around;
    if (around.type === 'CallExpression') break;
  }
  const method = names.at(-1);
  return method === undefined ? null : { subject, method, isDenied: names.includes('not'), given, whole: top };
}

/** `assert.equal(subject, given)`, `t.is(subject, given)`, `assert(subject)` */
function asserted(call: CallExpression): Made | null {
  const { callee, arguments: given } = call;
  const [subject, ...rest] = given;
  if (subject === undefined) return null;
  if (callee.type === 'Identifier')
    return callee.name === 'assert' ? { subject, method: 'ok', isDenied: false, given: rest, whole: call } : null;
  if (callee.type !== 'MemberExpression') return null;
  const { object } = callee;
  const holder = object.type === 'MemberExpression' ? keyName(object.property) : object.type === 'Identifier' ? object.name : null;
  if (!/^(assert|t|st|tap)$/.test(holder ?? '')) return null;
  const method = keyName(callee.property) ?? '';
  const plain = method.replace(/^not(?=[A-Z])/, '');
  const isDenied = plain !== method || method === 'not';
  return { subject, method: isDenied ? 'is' : method, isDenied, given: rest, whole: call };
}

interface Judged {
  readonly subject: Node;
  /** Null: nobody can say. */
  readonly strength: Strength | null;
}

function judged(made: Made): Judged {
  const { subject, method, isDenied, given } = made;
  const [first] = given;
  const isYes = PRESENT.test(method) || (/^(true|is|toBe|toEqual|toStrictEqual|equal|strictEqual)$/.test(method) && isTrue(first, method));
  const condition = isYes && !isDenied && !/alsy|notOk|alled/.test(method) ? conditionOf(subject) : null;
  if (condition !== null) return condition;
  return { subject, strength: strengthOf(made) };
}

function isTrue(node: Node | undefined, method: string): boolean {
  return method === 'true' || (node?.type === 'Literal' && node.value === true);
}

/** `a === b` says as much of `a` as `toBe(b)`; null where it is no comparison. */
function conditionOf(node: Node): Judged | null {
  if (node.type === 'BinaryExpression') {
    if (/^={2,3}$/.test(node.operator)) return { subject: node.left, strength: 3 };
    return { subject: node.left, strength: /^!={1,2}$/.test(node.operator) ? 1 : 2 };
  }
  if (node.type === 'LogicalExpression' || node.type === 'UnaryExpression' || node.type === 'ConditionalExpression')
    return { subject: node, strength: null };
  const isSearch =
    node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    /^(includes|startsWith|endsWith|has|test)$/.test(keyName(node.callee.property) ?? '');
  return isSearch && node.callee.type === 'MemberExpression' ? { subject: node.callee.object, strength: 2 } : null;
}

function strengthOf({ method, isDenied, given }: Made): Strength | null {
  if (FAILING.test(method)) return isDenied ? null : ofFailure(given[0]);
  if (EXACT.test(method) && isDenied) return /called/i.test(method) ? null : 1;
  if (EXACT.test(method)) return ofValue(given[0]);
  if (PARTIAL.test(method)) return isDenied ? null : 2;
  if (!PRESENT.test(method)) return null;
  if (!isDenied) return 1;
  return method === 'toBeDefined' ? 3 : /^toBe(Truthy|Falsy)$/.test(method) ? 1 : null;
}

/** Any error at all, or a certain one? A text may be the assertion's own. */
function ofFailure(node: Node | undefined): Strength {
  return node === undefined || (node.type === 'Identifier' && node.name === 'Error') ? 1 : 2;
}

function ofValue(node: Node | undefined): Strength {
  const name = node === undefined ? null : wildcardOf(node);
  if (name === null) return 3;
  return ANYTHING.test(name) ? 1 : SOME.test(name) ? 2 : 3;
}

function wildcardOf(node: Node): string | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return null;
  const { object, property } = node.callee;
  return object.type === 'Identifier' && object.name === 'expect' ? keyName(property) : null;
}

/** Of an object that the subject, or what it fails with, may have more than. */
function partsOf({ method, isDenied, given: [first] }: Made): readonly Node[] | undefined {
  if (first === undefined || isDenied) return undefined;
  const isContained = first.type === 'CallExpression' && wildcardOf(first) === 'objectContaining';
  const object = isContained ? first.arguments[0] : first;
  const isPartial = isContained || FAILING.test(method) || /^(like|toMatchObject)$/.test(method);
  return isPartial && object?.type === 'ObjectExpression' ? object.properties : undefined;
}

export interface WeakerClaim {
  readonly before: Claim;
  readonly after: Claim;
}

/** What a test said about something and says less about now, without saying as much about anything else instead. */
export function weakerClaims(base: readonly Claim[], head: readonly Claim[]): WeakerClaim[] {
  const lost = without(base, head);
  const gained = without(head, base);
  const missing = (strength: Strength) => atLeast(base, strength) - atLeast(head, strength);
  const left: Record<Strength, number> = { 1: 0, 2: missing(2), 3: missing(3) };
  return lost.flatMap((before) => {
    const narrower = gained.find((claim) => claim.subject === before.subject && asksForLess(before, claim));
    // What it does not ask for any more may be asked for beside it.
    if (narrower !== undefined && !gained.some((claim) => claim !== narrower && claim.strength >= before.strength)) {
      gained.splice(gained.indexOf(narrower), 1);
      return [{ before, after: narrower }];
    }
    const after = gained.find(({ subject, strength }) => subject === before.subject && strength < before.strength);
    if (after === undefined || left[before.strength] <= 0 || isSameYes(before, after) || isOpposite(before, after)) return [];
    gained.splice(gained.indexOf(after), 1);
    left[before.strength] -= 1;
    return [{ before, after }];
  });
}

/** Some of the same parts, and no other. */
function asksForLess({ parts: before }: Claim, { parts: after }: Claim): boolean {
  return before !== undefined && after !== undefined && after.length < before.length && after.every((part) => before.includes(part));
}

/** `toBe(true)` and `toBeTruthy()` are a matter of style. */
function isSameYes(before: Claim, after: Claim): boolean {
  return (
    /\b(true|false)\)?$|[.](true|false)\(/.test(before.says) && /Truthy|Falsy|ok\(|truthy|falsy|\.ok$|^assert\(|notOk/.test(after.says)
  );
}

/** `toBe(1)` and `not.toBe(1)`, `a is None` and `a is not None`: the code does something else now. */
function isOpposite(before: Claim, after: Claim): boolean {
  return [after.says.replace('.not.', '.'), after.says.replace('!=', '=='), after.says.replace('isnot', 'is')].includes(before.says);
}

function atLeast(claims: readonly Claim[], strength: Strength): number {
  return claims.filter((claim) => claim.strength >= strength).length;
}

function without(claims: readonly Claim[], others: readonly Claim[]): Claim[] {
  const left = others.map(({ says }) => says);
  return claims.filter(({ says }) => {
    const at = left.indexOf(says);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
