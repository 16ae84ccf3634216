import type { Node } from 'oxc-parser';
import { type AssertionCounter, assertionCounter } from './assertions.ts';
import { idleFunctions } from './idle-functions.ts';
import type { ParsedSource } from './parse-source.ts';
import { testCallOf } from './test-call.ts';
import { walk } from './walk.ts';

export interface SupportAssertions {
  /** Those that always decide, in hooks and in functions that other files can call: what only this file's tests call counts for them. */
  readonly certain: number;
  readonly functions: ReadonlyMap<string, SupportFunction>;
}

export interface SupportFunction {
  readonly certain: number;
  readonly line: number;
}

/** What a file asserts outside of its tests' own code. */
export function supportAssertionsOf(source: ParsedSource): SupportAssertions {
  const counter = assertionCounter(source.program, isTest);
  return { certain: counter.within(source.program).certain, functions: functionsOf(source, counter) };
}

function isTest(node: Node): boolean {
  return testCallOf(node)?.isSuite === false;
}

/** By name: declared, held by a constant, or of an object or a class; without those that only others of the file can call. */
function functionsOf(source: ParsedSource, counter: AssertionCounter): Map<string, SupportFunction> {
  const functions = new Map<string, SupportFunction>();
  const idle = idleFunctions(source.program);
  walk(source.program, (node, ancestors) => {
    if (isTest(node) || idle.has(node)) return false;
    const name = nameOf(node, ancestors.at(-1));
    if (name === null) return undefined;
    functions.set(name, { certain: counter.within(node).certain, line: source.lineOf(node.start) });
    return false; // What is inside it counts for it.
  });
  return functions;
}

function nameOf(node: Node, parent: Node | undefined): string | null {
  if (node.type === 'FunctionDeclaration') return node.id?.name ?? null;
  if (node.type !== 'ArrowFunctionExpression' && node.type !== 'FunctionExpression') return null;
  if (parent?.type === 'VariableDeclarator') return parent.id.type === 'Identifier' ? parent.id.name : null;
  if (parent?.type !== 'Property' && parent?.type !== 'MethodDefinition') return null;
  return parent.key.type === 'Identifier' ? parent.key.name : null;
}
