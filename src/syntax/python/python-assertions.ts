import type { Assertions } from '../assertions.ts';
import type { PythonFunction } from './python-functions.ts';
import { definitionOf } from './python-functions.ts';
import type { PythonStatement } from './read-python.ts';

const ASSERTION =
  /\bassert\b(?!\s*$)|\bself\.(assert|fail)\w*\(|\bpytest\.(raises|warns|fail|deprecated_call)\b|\b(?<!\.)raises\(|\.assert_\w+\(|\b(?<!def )assert_\w+\(|\bcheck\.\w+\(/g;
/** True, whatever was computed: nothing at all, a literal, and a tuple that is not empty. */
const DECIDES_NOTHING =
  /^assert\s+(True|not\s+False|[1-9]\d*|""|\([^()]*(\([^()]*\))?[^()]*,\s*""\s*\))\s*(,.*)?$|\bself\.assertTrue\(\s*(True|1)\s*[,)]/;
const LEAVES = /^(return|raise|continue|break)\b|^(pytest\.)?(skip|xfail|exit)\(|^self\.skipTest\(/;

export function isSkipCall({ code }: PythonStatement): boolean {
  return /^(pytest\.(skip|xfail)|self\.skipTest)\(|^raise\s+(unittest\.)?SkipTest\b/.test(code);
}

/**
 * Counts the assertions of a function and of the file's functions it calls. Certain are those that decide whenever it runs: under no
 * condition, behind nothing that leaves, in no `try` that swallows.
 */
export function assertionsIn(functions: readonly PythonFunction[]): (one: PythonFunction) => Assertions {
  const byName = Map.groupBy(functions, ({ name }) => name);
  const known = new Map<PythonFunction, Assertions>();
  const within = (one: PythonFunction, callers: readonly PythonFunction[]): Assertions => {
    const before = known.get(one);
    if (before !== undefined) return before;
    const stack = [...callers, one];
    const found = inBlock(one.statement.body, (code) => calledIn(code, stack));
    if (callers.length === 0) known.set(one, found);
    return found;
  };
  const calledIn = (code: string, stack: readonly PythonFunction[]): Assertions =>
    [...code.matchAll(/((?:\b(?:self|cls)\.)?|\.)\b(\w+)\(/g)]
      .filter(([, , name = '']) => !name.startsWith('assert_'))
      .flatMap(([, owner = '', name = '']) => byName.get(name)?.findLast((one) => isSeen(one, { owner, from: stack.at(-1) })) ?? [])
      .filter((one) => !stack.includes(one) && stack.length < MAX_CALLS)
      .map((one) => within(one, stack))
      .reduce(add, NONE);
  return (one) => within(one, []);
}

const MAX_CALLS = 20;

/** Does a call in a function reach that one: by `self.`, one of its class; by its bare name, one of the file's top or of its own? */
function isSeen(one: PythonFunction, { owner, from }: { readonly owner: string; readonly from: PythonFunction | undefined }): boolean {
  if (from === undefined || owner === '.') return false;
  if (owner !== '') return one.classes.join('.') === from.classes.join('.') && !one.isInFunction;
  return (one.classes.length === 0 && !one.isInFunction) || one.symbol === `${from.symbol}.${one.name}`;
}

const NONE: Assertions = { all: 0, certain: 0 };

function add(a: Assertions, b: Assertions): Assertions {
  return { all: a.all + b.all, certain: a.certain + b.certain };
}

function inBlock(statements: readonly PythonStatement[], calledIn: (code: string) => Assertions): Assertions {
  let total = NONE;
  let isCertain = true;
  for (const [index, statement] of statements.entries()) {
    // What is only defined here counts where it is called.
    if (definitionOf(statement) !== null) continue;
    const own = inStatement(statement, calledIn);
    const below = inBlock(statement.body, calledIn);
    const decides = isCertain && !/^(if|elif|else|while|match|case|except)\b/.test(statement.code);
    const isTried = /^try\s*:/.test(statement.code) && swallows(statements.slice(index + 1));
    total = {
      all: total.all + own.all + below.all,
      certain: total.certain + (decides ? own.certain : 0) + (decides && !isTried ? below.certain : 0),
    };
    if (LEAVES.test(statement.code)) isCertain = false;
  }
  return total;
}

function inStatement({ code }: PythonStatement, calledIn: (code: string) => Assertions): Assertions {
  const called = calledIn(code);
  const all = [...code.matchAll(ASSERTION)].length;
  return { all: all + called.all, certain: (DECIDES_NOTHING.test(code) ? 0 : all) + called.certain };
}

/** Does a handler of the `try` before take what an assertion raises, and go on? */
function swallows(after: readonly PythonStatement[]): boolean {
  for (const { code, body } of after) {
    if (/^(else|finally)\s*:/.test(code)) continue;
    if (!code.startsWith('except')) return false;
    const takesFailures = /^except\s*:|^except\*?\s+.*\b(Exception|BaseException|AssertionError)\b/.test(code);
    if (takesFailures && !body.some((one) => /^(raise|assert)\b|^(pytest\.fail|self\.fail)\(/.test(one.code))) return true;
  }
  return false;
}
