import { createHash } from 'node:crypto';
import type { Node } from 'oxc-parser';
import { type Assertions, assertionCounter } from './assertions.ts';
import { deadFunctions } from './idle-functions.ts';
import { type Claim, claimsIn } from './claim-strength.ts';
import { type Matter, matterOf } from './matter.ts';
import type { ParsedSource } from './parse-source.ts';
import { hookSkip, strongest, testCallOf } from './test-call.ts';
import { heldObjects, type Skip } from './test-options.ts';
import { childrenOf, walk } from './walk.ts';
import { withoutComments } from './without-comments.ts';

export interface TestCase {
  /** Own title behind those of its suites, joined by ` > `. */
  readonly title: string;
  readonly name: string;
  readonly line: number;
  readonly endLine: number;
  /** By itself or by a suite around it. */
  readonly skip: Skip;
  readonly isOnly: boolean;
  /** By itself or by a suite around it: a failure counts only when it comes again. */
  readonly isRetried: boolean;
  /** By itself or by a suite around it: not all of its options are seen. */
  readonly isOpaque: boolean;
  /** What its code is handed to, where that is all that is not seen. */
  readonly macro: string | null;
  /** Its code without comments, white space and differences of quotes. */
  readonly body: string;
  readonly bodyHash: string;
  /** Its own and those of the file's functions it calls, without those of tests inside it. */
  readonly assertions: number;
  /** Those of them that decide whenever the test runs: under no condition, behind no `return`, in no `try` that swallows. */
  readonly certain: number;
  /** Every identifier its code mentions. */
  readonly mentions: ReadonlySet<string>;
  /** What its own code asserts, as far as it is known how much that says. */
  readonly claims: () => readonly Claim[];
  /** Null where it is not known: no code, or of another language. */
  readonly matter: () => Matter | null;
  /** Its own statements, in the form of `body`. */
  readonly statements: () => readonly string[];
}

export interface TestFile {
  readonly tests: readonly TestCase[];
  /** All of the file, functions beside the tests included. */
  readonly assertions: number;
}

/**
 * The tests of a file in the styles of node:test, vitest, jest, mocha, AVA, tap and QUnit. An assertion by an empty helper is none, nor is a test
 * in a function that nobody calls.
 */
export function testsOf(source: ParsedSource, emptyHelpers: ReadonlySet<string> = new Set()): TestFile {
  const counter = assertionCounter(source.program, (node) => testCallOf(node) !== null, emptyHelpers);
  const held = heldObjects(source.program);
  const hooks = skippingHooks(source.program);
  const dead = deadFunctions(source.program);
  const tests: TestCase[] = [];
  walk(source.program, (node, ancestors) => {
    if (dead.has(node)) return false;
    const call = testCallOf(node, held);
    if (call === null || call.isSuite) return;
    const around = ancestors.flatMap((one) => testCallOf(one, held) ?? []);
    const body = normalised(source, call.callback ?? node);
    const { all, certain }: Assertions = call.callback === null ? { all: 0, certain: 0 } : counter.within(call.callback);
    tests.push({
      title: [...around, call].map(({ name }) => name).join(' > '),
      name: call.name,
      line: source.lineOf(node.start),
      endLine: source.lineOf(node.end),
      skip: strongest([...[...around, call].map(({ skip }) => skip), ...ancestors.map((one) => hooks.get(one) ?? 'no')]),
      isOnly: [...around, call].some(({ isOnly }) => isOnly),
      isRetried: [...around, call].some(({ isRetried }) => isRetried),
      isOpaque: [...around, call].some(({ isOpaque }) => isOpaque),
      macro: around.some(({ isOpaque }) => isOpaque) ? null : call.macro,
      body,
      bodyHash: createHash('sha256').update(body).digest('hex'),
      assertions: all,
      certain,
      mentions: mentionsOf(call.callback),
      claims: () => (call.callback === null ? [] : claimsIn(call.callback, source)),
      matter: () => (call.callback === null ? null : matterOf(call.callback, source)),
      statements: () => statementsOf(call.callback).map((statement) => normalised(source, statement)),
    });
  });
  return { tests, assertions: counter.total };
}

/** What hooks say of the tests of the suite they are in, or of the whole file. */
function skippingHooks(program: Node): ReadonlyMap<Node, Skip> {
  const hooks = new Map<Node, Skip>();
  walk(program, (node, ancestors) => {
    const skip = hookSkip(node);
    if (skip === 'no') return;
    const suite = ancestors.findLast((one) => testCallOf(one)?.isSuite === true) ?? program;
    hooks.set(suite, strongest([skip, hooks.get(suite) ?? 'no']));
  });
  return hooks;
}

function statementsOf(callback: Node | null): readonly Node[] {
  const isFunction = callback?.type === 'ArrowFunctionExpression' || callback?.type === 'FunctionExpression';
  return isFunction && callback.body?.type === 'BlockStatement' ? callback.body.body : [];
}

function mentionsOf(callback: Node | null): Set<string> {
  const names = new Set<string>();
  const step = (node: Node): void => {
    if (node.type === 'Identifier' || node.type === 'JSXIdentifier') names.add(node.name);
    childrenOf(node).forEach(step);
  };
  if (callback !== null) step(callback);
  return names;
}

/** The code of a node in a form that survives reformatting. */
function normalised(source: ParsedSource, { start, end }: Node): string {
  return withoutComments(source)
    .slice(start, end)
    .replace(/[\s;]+/g, '')
    .replace(/,(?=[)\]}])/g, '')
    .replace(/["`]/g, "'");
}
