import type { Node } from 'oxc-parser';
import { saysSomething, uncertainChildren } from './certainty.ts';
import { claimsItself, claimsOf } from './claims.ts';
import { idleFunctions } from './idle-functions.ts';
import { idleLoops } from './idle-loops.ts';
import { keyName } from './literal.ts';
import { oncePerProgram } from './once-per-program.ts';
import { childrenOf, walk } from './walk.ts';

export interface Assertions {
  readonly all: number;
  /** Those that decide whenever the code runs: see `certainty.ts`. */
  readonly certain: number;
}

export interface AssertionCounter {
  /** Assertions anywhere in the file. */
  readonly total: number;
  /** Those in a node's code and in the file's functions it calls; a function's count once for each call. */
  within(node: Node): Assertions;
}

const NONE: Assertions = { all: 0, certain: 0 };

const ASSERTION_MODULES =
  /^(node:)?(assert(\/strict)?|test\/assert)$|^(chai|power-assert|should|expect|uvu\/assert|@std\/assert|@std\/expect)(\/.*)?$/;
/** Names that are assertions wherever they come from. */
const ASSERTION_NAME = /^(assert|expect|should)($|[A-Z_])/;
/** Methods that are assertions on whatever object: nothing else is called so. */
const ASSERTION_METHOD =
  /^((not|deep|notDeep)?(Strict)?Equals?|(not)?[sS]trictEqual|deepStrictEqual|notDeepStrictEqual|doesNot(Throw|Reject|Match)|ifError|strictSame|strictNotSame)$/;
/** Objects of a test's context (AVA, tap, tape, node:test, QUnit) and what on them asserts. */
const CONTEXTS = new Set(['t', 'tt', 'tap', 'st', 'qunit']);
const CONTEXT_METHODS = new Set(
  (
    'assert ok notOk true false truthy falsy is not equal equals notEqual strictEqual notStrictEqual deepEqual notDeepEqual deepStrictEqual same notSame strictSame ' +
    'strictNotSame looseEqual like unlike match notMatch regex notRegex throws doesNotThrow throwsAsync notThrows notThrowsAsync rejects resolves doesNotReject error ' +
    'ifError snapshot matchSnapshot fileSnapshot pass fail plan has hasStrict type ok_ emits resolveMatch'
  ).split(' '),
);

/**
 * `isBoundary` says which nodes are tests of their own: what is inside them counts for them alone. `empty` names helpers that are called
 * like assertions and assert nothing.
 */
export function assertionCounter(
  program: Node,
  isBoundary: (node: Node) => boolean,
  empty: ReadonlySet<string> = new Set(),
): AssertionCounter {
  const imported = importedAssertions(program);
  const functions = heldFunctions(program);
  const isReplaced = replacedAssertions(program, empty);
  const claims = claimsOf(program);
  const idle = idleNodes(program);
  const counts = new Map<Node, Assertions>();
  const within = (root: Node): Assertions => {
    const known = counts.get(root);
    if (known !== undefined) return known;
    counts.set(root, NONE); // A function that calls itself adds nothing.
    const named = root.type === 'Identifier' ? functions.get(root.name) : undefined;
    let { all, certain } = named === undefined ? NONE : within(named);
    const step = (node: Node, isCertain: boolean): void => {
      if (node !== root && isBoundary(node)) return;
      if (isAssertion(node, imported, claims)) {
        all += 1;
        if (isCertain && saysSomething(node) && !claimsItself(node, claims.get(node)) && !isReplaced(node)) certain += 1;
      } else if (node.type === 'CallExpression' && node.callee.type === 'Identifier') {
        const called = functions.get(node.callee.name);
        const inside = called === undefined || called === root ? NONE : within(called);
        all += inside.all;
        if (isCertain) certain += inside.certain;
      }
      const uncertain = isCertain ? uncertainChildren(node) : new Set();
      for (const child of childrenOf(node)) step(child, isCertain && !uncertain.has(child) && !idle.has(child));
    };
    step(root, true);
    const counted = { all, certain };
    counts.set(root, counted);
    return counted;
  };
  let total = 0;
  walk(program, (node) => {
    if (isAssertion(node, imported, claims)) total += 1;
  });
  return { total, within };
}

function isAssertion(node: Node, imported: ReadonlySet<string>, claims: ReadonlyMap<Node, Node>): boolean {
  if (claims.has(node)) return true;
  if (node.type !== 'CallExpression') return false;
  const { callee } = node;
  if (callee.type === 'Identifier') {
    // A bare `expect(x)` claims nothing: the matcher behind it does.
    if (callee.name === 'expect') return false;
    return imported.has(callee.name) || ASSERTION_NAME.test(callee.name);
  }
  if (callee.type !== 'MemberExpression') return false;
  const method = keyName(callee.property) ?? '';
  const { object } = callee;
  if (object.type === 'Identifier') {
    if (object.name === 'expect') return ['soft', 'poll', 'element', 'assertions', 'hasAssertions', 'fail', 'unreachable'].includes(method);
    if (object.name === 'assert' || object.name === 'should' || (imported.has(object.name) && object.name !== 'expect')) return true;
    if (CONTEXTS.has(object.name) || imported.has(`${object.name}.`)) return CONTEXT_METHODS.has(method);
  }
  // `assert.strict.equal`, `t.assert.equal`, supertest's `request(app).get('/').expect(200)`
  if (object.type === 'MemberExpression' && [rootName(object), keyName(object.property)].includes('assert')) return true;
  return method === 'expect' || ASSERTION_METHOD.test(method);
}

/** The name a call begins with: `assert` of `assert.strict.equal(…)`. */
export function rootOf(node: Node): string {
  if (node.type === 'CallExpression') return rootOf(node.callee);
  return rootName(node) ?? '';
}

/** Is what is called like an assertion the repository's own, an object or a helper that asserts nothing? */
function replacedAssertions(program: Node, empty: ReadonlySet<string>): (node: Node) => boolean {
  const own = importedFrom(program, /^[.#]/);
  return (node) => {
    const root = rootOf(node);
    if (empty.has(root)) return true;
    if (!own.has(root)) return false;
    // Whether `tool.equal` asserts is not seen from here.
    return /^(assert|expect|should|t)$/.test(root) || (node.type === 'CallExpression' && node.callee.type === 'MemberExpression');
  };
}

/** The name a chain of members begins with. */
export function rootName(node: Node): string | null {
  return node.type === 'MemberExpression' ? rootName(node.object) : node.type === 'Identifier' ? node.name : null;
}

/** What a file calls the functions of assertion libraries; with a dot behind it what `tspl` made of a test's context. */
export const importedAssertions = oncePerProgram((program): ReadonlySet<string> => {
  const names = importedFrom(program, ASSERTION_MODULES);
  walk(program, (node) => {
    if (node.type !== 'VariableDeclarator' || node.init?.type !== 'CallExpression' || node.id.type !== 'Identifier') return;
    if (node.init.callee.type === 'Identifier' && node.init.callee.name === 'tspl') names.add(`${node.id.name}.`);
  });
  return names;
});

/** What a file calls the things it imports or requires of some modules. */
function importedFrom(program: Node, modules: RegExp): Set<string> {
  const names = new Set<string>();
  walk(program, (node) => {
    if (node.type === 'ImportDeclaration' && modules.test(node.source.value)) {
      for (const specifier of node.specifiers) names.add(specifier.local.name);
    }
    if (node.type !== 'VariableDeclarator' || node.init?.type !== 'CallExpression') return;
    const [argument] = node.init.arguments;
    const isRequire = node.init.callee.type === 'Identifier' && node.init.callee.name === 'require';
    if (!isRequire || argument?.type !== 'Literal' || !modules.test(String(argument.value))) return;
    if (node.id.type === 'Identifier') names.add(node.id.name);
    if (node.id.type !== 'ObjectPattern') return;
    for (const property of node.id.properties) {
      if (property.type === 'Property' && property.value.type === 'Identifier') names.add(property.value.name);
    }
  });
  return names;
}

const idleNodes = oncePerProgram((program) => idleFunctions(program).union(idleLoops(program)));

const heldFunctions = oncePerProgram((program): ReadonlyMap<string, Node> => {
  const functions = new Map<string, Node>();
  walk(program, (node) => {
    if (node.type === 'FunctionDeclaration' && node.id !== null) functions.set(node.id.name, node);
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier') return;
    const { init } = node;
    if (init?.type === 'FunctionExpression' || init?.type === 'ArrowFunctionExpression') functions.set(node.id.name, init);
  });
  return functions;
});
