import type { SyntaxProblem } from '../parse-source.ts';
import type { BraceSource } from './read-braces.ts';

const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Why no program is written so: a bracket or comment that nothing closes, or one that closes nothing. */
export function bracketProblem({ plain, lineOf }: BraceSource): SyntaxProblem | null {
  const open: { readonly bracket: string; readonly index: number }[] = [];
  for (const { 0: bracket, index } of plain.matchAll(/[{}()[\]]|\/\*/g)) {
    if (bracket === '/*') return { message: 'a comment is not ended', line: lineOf(index) };
    const wanted = CLOSES[bracket];
    if (wanted === undefined) open.push({ bracket, index });
    else if (open.pop()?.bracket !== wanted) return { message: `'${bracket}' closes nothing`, line: lineOf(index) };
  }
  const last = open.at(-1);
  if (last === undefined) return null;
  // Where the text ends, and not where the bracket is: all behind it is missing.
  return { message: `'${last.bracket}' of line ${lineOf(last.index)} is not closed`, line: lineOf(plain.trimEnd().length) };
}
