/** Nesting and operators of one expression from which on the native parser may run out of stack, which ends the whole process. */
const DEPTH = 1000;
const OPERATORS = 20_000;
const TEXTS_AND_COMMENTS = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/.*|\/\*[^]*?\*\//g;

/**
 * The 1-based line on which a program is nested too deeply to be parsed safely; null when it is not. Counted with and without what looks
 * like texts and comments, since either can hide a bracket. Real code stays far below: minified bundles reach about fifty.
 */
export function tooDeepAt(text: string): number | null {
  return deepLine(text) ?? deepLine(text.replace(TEXTS_AND_COMMENTS, (found) => found.replace(/[^\n]/g, ' ')));
}

function deepLine(text: string): number | null {
  let depth = 0;
  let operators = 0;
  let line = 1;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '\n':
        line += 1;
        break;
      case '(':
      case '[':
      case '{':
        depth += 1;
        operators = 0;
        break;
      case ')':
      case ']':
      case '}':
        depth = Math.max(0, depth - 1);
        break;
      case ';':
      case ',':
        operators = 0;
        break;
      case '+':
      case '-':
      case '!':
      case '~':
      case '*':
      case '&':
      case '|':
      case '?':
      case '=':
      case '<':
      case '.':
        operators += 1;
        break;
    }
    if (depth > DEPTH || operators > OPERATORS) return line;
  }
  return null;
}
