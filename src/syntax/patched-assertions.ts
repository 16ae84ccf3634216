import type { CallExpression, Node } from 'oxc-parser';
import { importedAssertions, rootName } from './assertions.ts';
import { keyName, stringValue } from './literal.ts';
import { walk } from './walk.ts';

const PATCHES = new Set(['spyOn', 'method', 'assign', 'defineProperty', 'defineProperties', 'stub', 'replace']);

/** Matchers of vitest, jest and chai; a new one may have any other name. */
const MATCHERS = new Set(
  (
    'toBe toEqual toStrictEqual toBeTruthy toBeFalsy toBeNull toBeUndefined toBeDefined toBeNullable toBeNaN toBeTypeOf toBeInstanceOf toBeOneOf ' +
    'toBeCloseTo toBeGreaterThan toBeGreaterThanOrEqual toBeLessThan toBeLessThanOrEqual toContain toContainEqual toHaveLength toHaveProperty ' +
    'toMatch toMatchObject toMatchSnapshot toMatchInlineSnapshot toMatchFileSnapshot toThrow toThrowError toThrowErrorMatchingSnapshot ' +
    'toThrowErrorMatchingInlineSnapshot toSatisfy toBeCalled toBeCalledWith toBeCalledTimes lastCalledWith nthCalledWith toReturn toReturnTimes ' +
    'toReturnWith lastReturnedWith nthReturnedWith toHaveBeenCalled toHaveBeenCalledOnce toHaveBeenCalledTimes toHaveBeenCalledWith ' +
    'toHaveBeenCalledExactlyOnceWith toHaveBeenLastCalledWith toHaveBeenNthCalledWith toHaveReturned toHaveReturnedTimes toHaveReturnedWith ' +
    'toHaveLastReturnedWith toHaveNthReturnedWith toHaveResolved toHaveResolvedTimes toHaveResolvedWith toHaveLastResolvedWith ' +
    'toHaveNthResolvedWith assert ok true false null undefined exist empty equal equals eq eql eqls above below least most within instanceof ' +
    'instanceOf property include includes contain contains match matches string keys throw throws Throw closeTo members satisfy'
  ).split(' '),
);

/** Under what vitest and jest keep `expect` and its matchers, for every module of the process. */
const GLOBAL_EXPECT = /^(expect-global|(\$\$jest-)?matchers-object)$/;

/** Places that replace what decides in every test: functions of an assertion library, and the result a runner keeps of a test. */
export function patchedAssertionsIn(program: Node): Node[] {
  const imported = importedAssertions(program);
  const isLibrary = (node: Node | undefined): boolean => {
    if (node === undefined) return false;
    if (isBuiltinAsked(node)) return true;
    const root = rootName(node);
    if (pathOf(node)[1] === 'config') return false;
    return root !== null && (imported.has(root) || ['assert', 'expect', 'chai'].includes(root));
  };
  const found: Node[] = [];
  walk(program, (node) => {
    if (reachesGlobalExpect(node) || changesResult(node)) found.push(node);
    if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression' && isLibrary(node.left)) found.push(node);
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return;
    if (isPatch(node) ? isLibrary(node.arguments[0]) : replacesMatcher(node)) found.push(node);
  });
  return found;
}

function isPatch({ callee }: CallExpression): boolean {
  const method = methodOf(callee);
  // Everything else with a `set` keeps something beside the library.
  return PATCHES.has(method) || (method === 'set' && rootName(callee) === 'Reflect');
}

function methodOf(callee: Node): string {
  return callee.type === 'MemberExpression' ? (keyName(callee.property) ?? '') : '';
}

/** `process.getBuiltinModule('node:assert')`, or something of it. */
function isBuiltinAsked(node: Node): boolean {
  if (node.type === 'MemberExpression') return isBuiltinAsked(node.object);
  if (node.type !== 'CallExpression') return false;
  const called = node.callee.type === 'MemberExpression' ? node.callee.property : node.callee;
  return keyName(called) === 'getBuiltinModule' && /^(node:)?(assert(\/strict)?|test)$/.test(stringValue(node.arguments[0]) ?? '');
}

/** `expect.extend({ toBe: … })` and chai's `Assertion.overwriteMethod('equal', …)`. */
function replacesMatcher({ callee, arguments: given }: CallExpression): boolean {
  const method = methodOf(callee);
  if (/^overwrite(Method|Property|ChainableMethod)$/.test(method)) return true;
  if (/^add(Method|Property|ChainableMethod)$/.test(method)) return given.some((one) => MATCHERS.has(stringValue(one) ?? ''));
  const isExpect = rootName(callee) === 'expect';
  return (
    method === 'extend' &&
    given[0]?.type === 'ObjectExpression' &&
    given[0].properties.some((property) => {
      if (property.type !== 'Property') return false;
      const name = property.computed ? stringValue(property.key) : keyName(property.key);
      // Chai's are words as others use them, and not extended in this way.
      return name === null ? isExpect : MATCHERS.has(name) && (isExpect || /^to[A-Z]/.test(name));
    })
  );
}

/** `globalThis[Symbol.for('expect-global')]`, or a look through the symbols there. */
function reachesGlobalExpect(node: Node): boolean {
  if (node.type === 'Literal' && 'regex' in node) return GLOBAL_EXPECT.test(node.regex.pattern);
  if (node.type === 'Literal' || node.type === 'TemplateLiteral') return GLOBAL_EXPECT.test(stringValue(node) ?? '');
  if (node.type !== 'CallExpression' || !/^(getOwnPropertySymbols|ownKeys)$/.test(methodOf(node.callee))) return false;
  const [of] = node.arguments;
  return of?.type === 'Identifier' && /^(globalThis|global|window|self)$/.test(of.name);
}

/** `task.result.state = 'pass'` in a hook of vitest. */
function changesResult(node: Node): boolean {
  if (node.type === 'AssignmentExpression') {
    const path = pathOf(node.left);
    if (path.slice(-2).join('.') === 'result.state' && stringValue(node.right) === 'pass') return true;
    return isResultOfTask(path) || (path.slice(-2).join('.') === 'task.result' && hasState(node.right));
  }
  if (node.type === 'UnaryExpression' && node.operator === 'delete') return isResultOfTask(pathOf(node.argument));
  if (node.type !== 'CallExpression') return false;
  if (/^(splice|pop|shift)$/.test(methodOf(node.callee))) return isResultOfTask(pathOf(node.callee));
  return isPatch(node) && pathOf(node.arguments[0]).slice(-2).join('.') === 'task.result';
}

/** `task.result.state`, `context.task.result.errors.length` */
function isResultOfTask(path: readonly string[]): boolean {
  return path.some((name, index) => name === 'task' && path[index + 1] === 'result' && /^(state|errors)$/.test(path[index + 2] ?? ''));
}

function hasState(node: Node): boolean {
  return node.type === 'ObjectExpression' && node.properties.some((one) => one.type === 'Property' && keyName(one.key) === 'state');
}

function pathOf(node: Node | undefined): string[] {
  if (node?.type === 'TSNonNullExpression' || node?.type === 'ChainExpression') return pathOf(node.expression);
  if (node?.type === 'MemberExpression') return [...pathOf(node.object), keyName(node.property) ?? ''];
  return node?.type === 'Identifier' ? [node.name] : [];
}
