import { createContext, type Context, Script } from 'node:vm';
import { Unjudged } from './frame.ts';

/** A pattern that somebody wrote may take years to say no. */
const TIMEOUT_MS = 250;
/** Nobody wrote a longer one. */
const MAX_PATTERN = 5000;
const PATTERNS = new Map<string, RegExp | null>();
const ASK = new Script('pattern.test(text)');
let context: Context | undefined;

/** For patterns of our own schemas. */
export function matchesTrusted(pattern: string, text: string): boolean {
  return compiled(pattern)?.test(text) ?? true;
}

/** For patterns of a repository: what backtracks too long is not judged. */
export function matchesPattern(pattern: string, text: string): boolean {
  const expression = compiled(pattern);
  if (expression === null) throw new Unjudged(`the pattern ${pattern.slice(0, 60)} is not one of JavaScript`);
  if (!mayBacktrack(pattern) && text.length < 2000) return expression.test(text);
  context ??= createContext(Object.create(null));
  Object.assign(context, { pattern: expression, text });
  try {
    return ASK.runInContext(context, { timeout: TIMEOUT_MS }) === true;
  } catch (error) {
    // It comes from another realm: no class of this one.
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      throw new Unjudged(`the pattern ${pattern.slice(0, 60)} takes too long`, { isCostly: true });
    throw error;
  }
}

/** One of no language; what other languages know besides is not judged. */
export function isBrokenPattern(pattern: string): boolean {
  if (pattern.length > MAX_PATTERN) return false;
  const isForeign = /\(\?(?![:=!<])|\(\?<[^>]*$|\\[AZzGhHRKQE]|[*+?}]\+|\[\[?:|\(\?P|&&\[/.test(pattern);
  return !isForeign && compiled(pattern) === null;
}

/** More than one place where it may go on in more than one way. */
function mayBacktrack(pattern: string): boolean {
  return (pattern.match(/[*+?|{]/g)?.length ?? 0) > 1;
}

function compiled(pattern: string): RegExp | null {
  let expression = PATTERNS.get(pattern);
  if (expression === undefined) {
    expression = compile(pattern, 'u') ?? compile(pattern, '');
    if (PATTERNS.size > 5000) PATTERNS.clear();
    PATTERNS.set(pattern, expression);
  }
  return expression;
}

function compile(pattern: string, flags: string): RegExp | null {
  try {
    return new RegExp(pattern, flags);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
