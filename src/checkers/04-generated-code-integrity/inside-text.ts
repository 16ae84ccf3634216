import type { ParsedSource } from '../../syntax/parse-source.ts';
import { walk } from '../../syntax/walk.ts';
import type { FileVersion } from './file-pair.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

const known = new WeakMap<ParsedSource, readonly Span[]>();

/** Is this offset inside a string, a template or JSX text of a file that parses? What is there is data, not code. */
export function isInsideText({ parsed }: FileVersion, offset: number): boolean {
  if (parsed === null || parsed.problem !== null) return false;
  let spans = known.get(parsed);
  if (spans === undefined) {
    spans = textSpans(parsed);
    known.set(parsed, spans);
  }
  return spans.some(({ start, end }) => start < offset && offset < end);
}

function textSpans(parsed: ParsedSource): Span[] {
  const spans: Span[] = [];
  walk(parsed.program, (node) => {
    if (node.type === 'JSXText') spans.push({ start: node.start - 1, end: node.end });
    else if (node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string')) {
      spans.push({ start: node.start, end: node.end - 1 });
    }
  });
  return spans;
}
