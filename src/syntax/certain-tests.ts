import type { CallExpression, Node } from 'oxc-parser';
import { uncertainChildren } from './certainty.ts';
import { importsOf } from './imports.ts';
import { stringValue } from './literal.ts';
import type { ParsedSource } from './parse-source.ts';
import { testCallOf } from './test-call.ts';
import { walk } from './walk.ts';

export interface CertainTest {
  /** Own title behind those of its suites, joined by ` > `. */
  readonly title: string;
  readonly line: number;
}

const RUNNERS = /^(node:test|vitest|@jest\/globals|ava|tap|tape|uvu)$/;
const OWN_NAMES = new Set(['test', 'it', 'describe', 'suite', 'context', 'specify']);

/**
 * The tests that every run of a file comes to: of a runner's own functions, with literal titles, at the top or in suites, under no
 * condition. One of them that a report does not name did not run. None where a test is marked `only`, as then the others do not.
 */
export function certainTestsOf(source: ParsedSource): CertainTest[] {
  if (source.problem !== null || replacesRunner(source)) return [];
  const found: CertainTest[] = [];
  let hasOnly = false;
  walk(source.program, (node, ancestors) => {
    const call = testCallOf(node);
    if (call === null) return;
    hasOnly ||= call.isOnly;
    if (call.isSuite || !isPlain(node)) return;
    const suites = ancestors.filter((one) => testCallOf(one) !== null);
    if (!isReached([...ancestors, node]) || !suites.every(isPlain)) return;
    const title = [...suites, node].map((one) => testCallOf(one)?.name).join(' > ');
    found.push({ title, line: source.lineOf(node.start) });
  });
  return hasOnly ? [] : found;
}

/** A literal title, no table of cases, and nothing that skips. */
function isPlain(node: Node): boolean {
  if (node.type !== 'CallExpression' || testCallOf(node)?.skip !== 'no') return false;
  const title = stringValue(node.arguments[0]);
  return title !== null && !/[%$]/.test(title) && isNamedDirectly(node);
}

/** `test(…)` and `it.concurrent(…)`; not `test.each(rows)(…)` and `browserTest(…)`. */
function isNamedDirectly({ callee }: CallExpression): boolean {
  let root: Node = callee;
  while (root.type === 'MemberExpression') root = root.object;
  return root.type === 'Identifier' && OWN_NAMES.has(root.name);
}

/** From the file's top down: nothing but suites, and nothing that may stand in the way. */
function isReached(path: readonly Node[]): boolean {
  return path.every((node, index) => {
    const child = path[index + 1];
    if (child === undefined) return true;
    if (uncertainChildren(node).has(child)) return false;
    if (node.type === 'CallExpression') return testCallOf(node)?.isSuite === true && testCallOf(node)?.callback === child;
    if (node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression') {
      const holder = path[index - 1];
      return holder !== undefined && testCallOf(holder)?.isSuite === true;
    }
    return ['Program', 'ExpressionStatement', 'BlockStatement', 'AwaitExpression', 'UnaryExpression'].includes(node.type);
  });
}

/** Are the functions that declare tests the repository's own? Nobody can tell what those make of a title. */
function replacesRunner(source: ParsedSource): boolean {
  if (importsOf(source).some(({ specifier, names }) => !RUNNERS.test(specifier) && names.some(({ local }) => OWN_NAMES.has(local))))
    return true;
  let isReplaced = false;
  walk(source.program, (node) => {
    if (node.type === 'FunctionDeclaration' && node.id !== null && OWN_NAMES.has(node.id.name)) isReplaced = true;
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || !OWN_NAMES.has(node.id.name)) return;
    // `const test = require('node:test')` is among the imports.
    const isRequire = node.init?.type === 'CallExpression' && node.init.callee.type === 'Identifier' && node.init.callee.name === 'require';
    isReplaced ||= !isRequire;
  });
  return isReplaced;
}
