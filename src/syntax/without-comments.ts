import type { ParsedSource } from './parse-source.ts';

const known = new WeakMap<ParsedSource, string>();

/** A file's text with blanks where its comments are. */
export function withoutComments(source: ParsedSource): string {
  const before = known.get(source);
  if (before !== undefined) return before;
  let blanked = '';
  let at = 0;
  for (const { start, end } of source.comments) {
    blanked += source.text.slice(at, start) + ' '.repeat(end - start);
    at = end;
  }
  blanked += source.text.slice(at);
  known.set(source, blanked);
  return blanked;
}
