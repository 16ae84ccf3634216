import type { FileVersion } from './file-pair.ts';
import { isInsideText } from './inside-text.ts';
import { isCode, severityAt } from './place.ts';
import type { Sighting } from './rules.ts';

const FENCE = /^\s*(?:```|~~~)[\w+.-]*\s*$/;

/** Lines of nothing but ``` or ~~~ in source code: an answer pasted with its wrapping. */
export function strayCodeFences(version: FileVersion): Sighting[] {
  const { path, text, parsed } = version;
  if (!isCode(path)) return [];
  const lines = text.split('\n');
  const fences = lines.flatMap((line, index) => (FENCE.test(line) ? [index] : []));
  if (fences.length === 0) return [];
  const filled = lines.flatMap((line, index) => (line.trim() === '' ? [] : [index]));
  const starts = parsed === null ? [] : offsetsOf(lines);
  return fences
    .filter((index) => {
      // Without a parser strings cannot be told from code: only a file wrapped as a whole is sure.
      if (parsed === null || parsed.problem !== null) return index === filled[0] || index === filled.at(-1);
      const offset = (starts[index] ?? 0) + (lines[index] ?? '').search(/\S/);
      return !isInsideText(version, offset) && !parsed.comments.some(({ start, end }) => start < offset && offset < end);
    })
    .map((index) => ({
      rule: 'stray-code-fence',
      message: 'a Markdown code fence in a source file',
      path,
      range: { startLine: index + 1 },
      ...severityAt(path),
    }));
}

function offsetsOf(lines: readonly string[]): number[] {
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length + 1;
  }
  return starts;
}
