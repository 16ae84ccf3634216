import type { CallExpression, Node } from 'oxc-parser';
import { keyName, stringValue } from './literal.ts';
import { type HeldObjects, optionsOf, type Skip, type TestOptions } from './test-options.ts';
import { walk } from './walk.ts';

const SUITES = new Set(['describe', 'suite', 'context', 'xdescribe', 'fdescribe', 'xcontext']);
const TESTS = new Set(['test', 'it', 'specify', 'xit', 'xtest', 'xspecify', 'fit', 'ftest']);
/** Objects on which `.test(…)` is a test: contexts of node:test and tap, QUnit, Deno, AVA's forks. */
const TEST_OBJECTS = new Set(['t', 'tt', 'tap', 'ctx', 'QUnit', 'Deno', 'st', 's']);
/** A repository's own function around a test: `browserTest('…', …)`, `itWithServer('…', …)`. */
const WRAPPED_TEST = /^(test|it)([A-Z_]|(If|For|With)\b)\w*$|[a-z0-9](Test|It)$/;
const NOTHING_HELD: HeldObjects = new Map();
const WRAPPERS = new Set(['each', 'for', 'skipIf', 'runIf', 'todoIf', 'failing']);

/** A call that declares a test or a suite. */
export interface TestCall {
  readonly isSuite: boolean;
  readonly name: string;
  readonly skip: Skip;
  readonly isOnly: boolean;
  /** A failure counts only when it comes again. */
  readonly isRetried: boolean;
  /** Not all of its options are seen here. */
  readonly isOpaque: boolean;
  /** What its code is handed to, where that is all that is not seen. */
  readonly macro: string | null;
  /** The test's code: a function written in place, or the name of one. */
  readonly callback: Node | null;
}

/** The title of a test or suite, when the node is a call that declares one. */
export function testTitleOf(node: Node): string | null {
  return testCallOf(node)?.name ?? null;
}

/** What a node declares in the styles of node:test, vitest, jest, mocha, AVA, tap, QUnit and Playwright; null for any other node. */
export function testCallOf(node: Node, held: HeldObjects = NOTHING_HELD): TestCall | null {
  if (node.type !== 'CallExpression') return null;
  const chains = branchesOf(node.callee).map(chainOf);
  const [chain] = chains.flatMap((one) => one ?? []).toSorted((a, b) => a.names.length - b.names.length);
  if (chain === undefined || chains.some((one) => one?.names[0] !== chain.names[0])) return null;
  const [root = '', ...rest] = chain.names;
  const member = rest[0] ?? '';
  const isObject = TEST_OBJECTS.has(root) && (member === 'test' || member === 'module');
  // Playwright's suites, and those of node:test for whoever imports `test` alone.
  const isSuiteOfTest = member === 'describe' && (TESTS.has(root) || WRAPPED_TEST.test(root));
  const kind = isObject || isSuiteOfTest ? member : root;
  const isSuite = SUITES.has(kind) || (isObject && kind === 'module');
  const isWrapped = !isObject && !isSuiteOfTest && WRAPPED_TEST.test(root);
  if (!isSuite && !TESTS.has(kind) && !isWrapped) return null;
  const modifiers = isObject || isSuiteOfTest ? rest.slice(1) : rest;
  if (modifiers.some((modifier) => !MODIFIERS.has(modifier)) || endsInWrapper(modifiers, chain.isApplied)) return null;
  const callback = node.arguments.find(isFunctionNode) ?? null;
  const title = titleOf(node.arguments[0]);
  // mocha's way to write down what is still to be tested; `test` is called for much else.
  const isPending =
    modifiers.length === 0 && /^(it|specify)$/.test(root) && node.arguments.length === 1 && stringValue(node.arguments[0]) !== null;
  const isPlan = isPending || modifiers.includes('todo') || modifiers.includes('skip') || kind.startsWith('x');
  const named = node.arguments.slice(1).find(({ type }) => type === 'Identifier' || type === 'CallExpression') ?? null;
  // `test.fail(isWindows, '…')` declares none: it says something of the tests around it.
  const isAnnotated = modifiers.includes('fixme') || modifiers.includes('fail');
  if ((isWrapped || isAnnotated) && (callback === null || callback === node.arguments[0] || !isText(node.arguments[0]))) return null;
  if (title === null || (callback === null && !isPlan && named === null)) return null;
  const options = optionsOf(node, { callback: isWrapped ? null : callback, held });
  return {
    isSuite,
    name: title,
    skip: strongest([skipOf({ node, kind, modifiers, callback, isSuite, options }), isPending || chains.some(mayNotRun) ? 'yes' : 'no']),
    isOnly:
      chains.some((one) => one?.names.includes('only')) || ['fit', 'ftest', 'fdescribe'].includes(kind) || options.skipBy('only') === 'yes',
    isRetried: options.isRetried,
    isOpaque: options.isOpaque,
    macro: options.macro,
    callback: callback ?? named,
  };
}

const MODIFIERS = new Set([
  ...WRAPPERS,
  'only',
  'skip',
  'todo',
  'concurrent',
  'sequential',
  'serial',
  'parallel',
  'fails',
  'fail',
  'fixme',
  'shuffle',
  'cb',
]);

function endsInWrapper(modifiers: readonly string[], isApplied: boolean): boolean {
  const last = modifiers.at(-1);
  return last !== undefined && WRAPPERS.has(last) && last !== 'failing' && !isApplied;
}

interface Chain {
  readonly names: readonly string[];
  /** The last name was itself called: `test.each(rows)` in `test.each(rows)('…')`. */
  readonly isApplied: boolean;
}

/** Whatever the condition is: one that is always true is quickly written. */
function mayNotRun(chain: Chain | null): boolean {
  return chain?.names.some((name) => /^(skip|todo|fixme|fails?|failing)$/.test(name)) === true;
}

/** `(isOld ? it.skip : it)('…')` */
function branchesOf(callee: Node): Node[] {
  return callee.type === 'ConditionalExpression' ? [callee.consequent, callee.alternate] : [callee];
}

function chainOf(callee: Node): Chain | null {
  if (callee.type === 'Identifier') return { names: [callee.name], isApplied: false };
  if (callee.type === 'MemberExpression' && !callee.computed) {
    const inner = chainOf(callee.object);
    const name = keyName(callee.property);
    return inner === null || name === null ? null : { names: [...inner.names, name], isApplied: false };
  }
  const wrapped = callee.type === 'CallExpression' ? callee.callee : callee.type === 'TaggedTemplateExpression' ? callee.tag : null;
  const inner = wrapped === null ? null : chainOf(wrapped);
  return inner !== null && WRAPPERS.has(inner.names.at(-1) ?? '') ? { ...inner, isApplied: true } : null;
}

function titleOf(node: Node | undefined): string | null {
  if (node === undefined) return null;
  const text = stringValue(node);
  if (text !== null) return text;
  if (node.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.raw).join('${}');
  if (node.type === 'FunctionExpression') return node.id?.name ?? '(untitled)';
  if (node.type === 'ArrowFunctionExpression') return '(untitled)';
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression') return `(${keyName(node.property) ?? 'computed'})`;
  if (node.type === 'BinaryExpression') return [node.left, node.right].map((side) => titleOf(side) ?? '').join('');
  if (node.type === 'ObjectExpression') return optionValue(node, 'name');
  return node.type === 'CallExpression' ? '(computed)' : null;
}

function optionValue(node: Node, name: string): string | null {
  if (node.type !== 'ObjectExpression') return null;
  const property = node.properties.find((one) => one.type === 'Property' && keyName(one.key) === name);
  return property?.type === 'Property' ? stringValue(property.value) : null;
}

function skipOf({
  node,
  kind,
  modifiers,
  callback,
  isSuite,
  options,
}: {
  node: CallExpression;
  kind: string;
  modifiers: readonly string[];
  callback: Node | null;
  isSuite: boolean;
  options: TestOptions;
}): Skip {
  if (kind.startsWith('x') || modifiers.includes('skip') || modifiers.includes('todo') || modifiers.includes('fixme')) return 'yes';
  // A test that is expected to fail passes when the code is wrong.
  if (['fail', 'fails', 'failing'].some((name) => modifiers.includes(name))) return 'yes';
  return strongest([
    wrapperSkip(node, modifiers),
    options.skipBy('skip'),
    options.skipBy('todo'),
    options.skipBy('ignore'),
    options.skipBy('fails'),
    options.skipBy('expectFailure'),
    callback === null || isSuite ? 'no' : skipInside(callback),
  ]);
}

/** `test.skipIf(condition)('…')`: a literal condition is none. */
function wrapperSkip({ callee }: CallExpression, modifiers: readonly string[]): Skip {
  const wrapper = modifiers.find((name) => name === 'skipIf' || name === 'runIf' || name === 'todoIf');
  if (wrapper === undefined) return 'no';
  const condition = callee.type === 'CallExpression' ? callee.arguments[0] : undefined;
  if (condition?.type !== 'Literal') return 'conditional';
  return Boolean(condition.value) === (wrapper !== 'runIf') ? 'yes' : 'no';
}

const CONDITIONS: ReadonlySet<string> = new Set(['IfStatement', 'ConditionalExpression', 'LogicalExpression']);

/** Does a hook skip what it runs before? `before(function () { this.skip(); })` */
export function hookSkip(node: Node): Skip {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || !HOOKS.test(node.callee.name)) return 'no';
  const callback = node.arguments.find(isFunctionNode);
  return callback === undefined ? 'no' : skipInside(callback);
}

const HOOKS = /^(before|beforeEach|beforeAll|setup|suiteSetup)$/;

/** `t.skip()`, `t.todo()` and `this.skip()` in the test's own code. */
function skipInside(callback: Node): Skip {
  let found: Skip = 'no';
  walk(callback, (node, ancestors) => {
    if (node !== callback && testCallOf(node) !== null) return false;
    if (
      node.type !== 'CallExpression' ||
      node.callee.type !== 'MemberExpression' ||
      !['skip', 'todo'].includes(keyName(node.callee.property) ?? '')
    )
      return undefined;
    const { object } = node.callee;
    const isContext = object.type === 'ThisExpression' || (object.type === 'Identifier' && parametersOf(callback).has(object.name));
    if (!isContext) return undefined;
    const isConditional = ancestors.some((one) => CONDITIONS.has(one.type) && !('test' in one && one.test?.type === 'Literal'));
    found = strongest([found, isConditional ? 'conditional' : 'yes']);
    return undefined;
  });
  return found;
}

function parametersOf(callback: Node): Set<string> {
  if (callback.type !== 'FunctionExpression' && callback.type !== 'ArrowFunctionExpression') return new Set();
  return new Set(callback.params.flatMap((parameter) => (parameter.type === 'Identifier' ? [parameter.name] : [])));
}

export function strongest(skips: readonly Skip[]): Skip {
  return skips.includes('yes') ? 'yes' : skips.includes('conditional') ? 'conditional' : 'no';
}

function isText(node: Node | undefined): boolean {
  return node?.type === 'TemplateLiteral' || stringValue(node) !== null;
}

function isFunctionNode(node: Node): boolean {
  return node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';
}
