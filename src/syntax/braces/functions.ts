import { createHash } from 'node:crypto';
import type { Skip } from '../test-options.ts';
import type { TestCase } from '../tests.ts';
import type { BraceSource } from './read-braces.ts';

export interface BraceFunction {
  readonly name: string;
  /** Suites, modules or classes around it. */
  readonly owners: readonly string[];
  /** Where its declaration begins, attributes and annotations included. */
  readonly start: number;
  /** Of its braces, both included. */
  readonly open: number;
  readonly end: number;
}

/** How far calls are followed: what is read is untrusted, and paths through it may be many. */
const CALL_DEPTH = 3;

export interface Counting {
  readonly source: BraceSource;
  /** Those of the tests: what tested code asserts of itself is no assertion of a test. */
  readonly helpers: readonly BraceFunction[];
  readonly assertion: RegExp;
}

/** How often the code of a function asserts, with the functions of its file that it calls. */
export function assertionCounter({ source, helpers, assertion }: Counting): (one: BraceFunction) => number {
  const byName = new Map(helpers.map((one) => [one.name, one]));
  const count = (one: BraceFunction, seen: ReadonlySet<string>): number => {
    if (seen.size > CALL_DEPTH) return 0;
    const body = reached(source, one);
    const own = body.match(assertion)?.length ?? 0;
    const around = new Set([...seen, one.name]);
    const called = [...body.matchAll(/\b(\w+)\s*\(/g)]
      .flatMap(([, name = '']) => byName.get(name) ?? [])
      .filter(({ name }) => !around.has(name));
    return own + called.reduce((sum, next) => sum + count(next, around), 0);
  };
  return (one) => count(one, new Set());
}

const NEVER = /\b(?:if|while)\s*\(?\s*false\s*\)?\s*\{/g;

/** The code of a function without what never runs: behind a `return` of its own, or under a condition that says so. */
function reached(source: BraceSource, { open, end }: BraceFunction): string {
  const last = statementsOf(source.plain, { open, end }).find(({ text }) => /^return\b/.test(text));
  let body = '';
  let at = open;
  const code = source.plain.slice(open, last?.start ?? end);
  for (const { 0: condition, index } of code.matchAll(NEVER)) {
    if (open + index < at) continue;
    body += source.plain.slice(at, open + index);
    at = source.endOf(open + index + condition.length - 1);
  }
  return body + source.plain.slice(at, last?.start ?? end);
}

/** The beginnings of what stands directly in the braces of a function, one a line. */
export function statementsOf(
  plain: string,
  { open, end }: Pick<BraceFunction, 'open' | 'end'>,
): { readonly start: number; readonly text: string }[] {
  const found: { start: number; text: string }[] = [];
  let depth = 0;
  let isFresh = false;
  for (let at = open; at < end; at += 1) {
    const character = plain[at] ?? '';
    if (isFresh && depth === 1 && /\S/.test(character)) {
      found.push({ start: at, text: plain.slice(at, at + 200) });
      isFresh = false;
    }
    if ('{(['.includes(character)) depth += 1;
    else if ('})]'.includes(character)) depth -= 1;
    if (character === '\n' || character === ';' || at === open) isFresh = true;
  }
  return found;
}

export interface FoundTest extends BraceFunction {
  readonly skip: Skip;
  readonly isRetried: boolean;
  readonly isOpaque?: boolean;
  readonly assertions: number;
  /** Those of them that no `return` under a condition stands before; all where that is not asked. */
  readonly certain?: number;
}

export function testCaseOf(
  source: BraceSource,
  { name, owners, start, open, end, skip, isRetried, isOpaque = false, assertions, certain = assertions }: FoundTest,
): TestCase {
  const code = source.code.slice(open, end);
  const body = code.replace(/\s+/g, '').replace(/,(?=[)\]}])/g, '');
  return {
    title: [...owners, name].join(' > '),
    name,
    line: source.lineOf(open),
    endLine: source.lineOf(end),
    skip,
    isOnly: false,
    isRetried,
    isOpaque,
    body,
    bodyHash: createHash('sha256').update(body).digest('hex'),
    assertions,
    certain,
    mentions: new Set([...source.code.slice(start, end).matchAll(/\w+/g)].map(([word]) => word)),
    claims: () => [],
    matter: () => null,
    macro: null,
    statements: () => [],
  };
}

/** Names of the blocks around an offset, outermost first: `pattern` finds each with its name, up to its brace. */
export function ownersIn(
  source: BraceSource,
  pattern: RegExp,
): (offset: number) => readonly { readonly name: string; readonly start: number }[] {
  const blocks = [...source.plain.matchAll(pattern)].map((found) => {
    const open = found.index + found[0].length - 1;
    return { name: found.groups?.['name'] ?? '', start: found.index, open, end: source.endOf(open) };
  });
  return (offset) => blocks.filter(({ open, end }) => open < offset && offset < end);
}
