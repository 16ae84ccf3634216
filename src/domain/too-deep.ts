/**
 * What one place of a program may be nested in before the native parser may run out of stack, which ends the whole process: brackets,
 * and on top of them words and operators that nest without one (`class extends class extends …`, `a => a => …`, `if (a) if (a) …`).
 * It gave up at 4,300 levels of the worst of them. Real code stays far below: minified bundles reach about fifty brackets.
 */
const BRACKETS = 1000;
const NESTED = 2500;
/** Operators that the parser reads in a loop and whoever walks the tree goes down: `a + a + …`. */
const CHAINED = 5000;

const TEXTS_AND_COMMENTS = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/.*|\/\*[^]*?\*\//g;
const TOKEN = /[\w$\x80-\uffff]+|=>|[!=]==?|[<>]=|\?[?.]|&&|\|\||\n|[^\s\w$\x80-\uffff]/g;
const WORD = /^[\w$\x80-\uffff]/;
const NESTS = new Set(['=>', '=', '<', '?', ':', '!', '~', '@']);
const CHAINS = new Set(['+', '-', '*', '/', '%', '&', '|', '^', '&&', '||', '??', '?.', '.', '==', '===', '!=', '!==', '<=', '>=', '`']);

/** After these a line break ends nothing, and before the others it does not either. */
const PREFIXES = new Set(
  'typeof void delete new await yield class extends keyof readonly unique infer async else do as in of instanceof satisfies is implements'.split(
    ' ',
  ),
);
const CONTINUES = new Set('else in of instanceof as satisfies is extends implements while catch finally'.split(' '));

/**
 * The 1-based line on which a program is nested too deeply to be parsed safely; null when it is not. Counted with and without what looks
 * like texts and comments, since either can hide a bracket.
 */
export function tooDeepAt(text: string): number | null {
  return deepLine(text) ?? deepLine(text.replace(TEXTS_AND_COMMENTS, (found) => found.replace(/[^\n]/g, ' ')));
}

/** What a place is inside of, by the bracket that is open there. */
interface Level {
  words: number;
  operators: number;
  chained: number;
}

function deepLine(text: string): number | null {
  let level: Level = { words: 0, operators: 0, chained: 0 };
  const around: Level[] = [];
  // Sums over all levels that are open.
  let nested = 0;
  let chained = 0;
  const forget = () => {
    nested -= level.words + level.operators;
    chained -= level.chained;
    level = { words: 0, operators: 0, chained: 0 };
  };
  let line = 1;
  let previous = '';
  let isNewLine = false;
  let isOver = false;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '\n') {
      line += 1;
      isNewLine = true;
      continue;
    }
    if ((isOver && token !== 'else') || (isNewLine && endsStatement(previous, token))) forget();
    isNewLine = false;
    isOver = token === ';';
    previous = token;
    if (token === '(' || token === '[' || token === '{') {
      // Behind a value it is one more step of a chain: `a()()()`.
      level.chained += 1;
      chained += 1;
      around.push(level);
      level = { words: 0, operators: 0, chained: 0 };
    } else if (token === ')' || token === ']' || token === '}') {
      forget();
      level = around.pop() ?? level;
    } else if (token === ',') forget();
    else if (CHAINS.has(token)) {
      nested -= level.words;
      level.words = 0;
      level.chained += 1;
      chained += 1;
    } else if (WORD.test(token)) {
      level.words += 1;
      nested += 1;
    } else if (NESTS.has(token)) {
      level.operators += 1;
      nested += 1;
    }
    if (around.length > BRACKETS || nested + around.length > NESTED || chained > CHAINED) return line;
  }
  return null;
}

/** As a line break does where nobody writes semicolons. */
function endsStatement(before: string, after: string): boolean {
  const isEnd = /^["'`\]}]$/.test(before) || (WORD.test(before) && !PREFIXES.has(before));
  return isEnd && WORD.test(after) && !CONTINUES.has(after);
}
