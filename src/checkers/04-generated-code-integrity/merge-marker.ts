import { isInsideText } from './inside-text.ts';
import type { FileVersion } from './file-pair.ts';
import { severityAt } from './place.ts';
import type { Sighting } from './rules.ts';

/** Conflicts as git leaves them: the three marks in their order. A line of `=======` alone is a heading. */
export function mergeMarkers(version: FileVersion): Sighting[] {
  const { path, text } = version;
  const isMarkdown = /\.(md|mdx|markdown|rst|adoc)$/i.test(path);
  const found: Sighting[] = [];
  let opened: number | null = null;
  let isDivided = false;
  let isFenced = false;
  let offset = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const mark = /^(<{7}|={7}|>{7})(?: |\r?$)/.exec(line)?.[1]?.[0];
    if (isMarkdown && /^\s*(```|~~~)/.test(line)) isFenced = !isFenced;
    if (mark !== undefined && !isFenced && !isInsideText(version, offset)) {
      if (mark === '<') [opened, isDivided] = [index + 1, false];
      else if (mark === '=') isDivided = opened !== null;
      else if (opened !== null && isDivided) {
        const message = `an unresolved merge conflict, lines ${opened} to ${index + 1}`;
        found.push({ rule: 'merge-marker', message, path, range: { startLine: opened, endLine: index + 1 }, ...severityAt(path) });
        [opened, isDivided] = [null, false];
      }
    }
    offset += line.length + 1;
  }
  return found;
}
