import type { Node } from 'oxc-parser';
import type { ParsedSource } from '../../../syntax/parse-source.ts';

/** `@internal` and the like in the comment right above: it is offered, and promised to nobody. */
export function isMarkedInternal(statement: Node, { text, comments }: ParsedSource): boolean {
  const above = comments[lastBefore(comments, statement.start)];
  if (above === undefined || text.slice(above.end, statement.start).trim() !== '') return false;
  return /@(?:internal|private|experimental|alpha|beta)\b/.test(above.value);
}

/** Index of the last comment that ends before an offset; -1 where none does. */
function lastBefore(comments: ParsedSource['comments'], offset: number): number {
  let [low, high] = [-1, comments.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((comments[middle]?.end ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
