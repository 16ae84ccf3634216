import { isInsideText } from './inside-text.ts';
import type { FileVersion } from './file-pair.ts';
import { severityAt } from './place.ts';
import type { Sighting } from './rules.ts';

const PROSE = /\.(md|mdx|markdown|rst|adoc|txt|patch|diff|rej|orig)$/i;
/** What git writes behind its marks: in prose the marks alone may be a quotation. */
const OF_GIT = /^(?:HEAD\b|[0-9a-f]{7,40}\b|[\w.-]+\/[\w./-]+$|Stashed changes$|Updated upstream$|(?:ours|theirs|main|master)$)/;
/** Where nothing but a block of comment holds a line of signs. */
const WITHOUT_HEADINGS = /\.(css|scss|less|go|rs|java|kts?|c|h|cc|cpp|hpp|cs|php|swift|proto|graphqls?|gql|sql|tf)$/i;

interface Mark {
  readonly sign: string;
  readonly label: string;
  readonly line: number;
  readonly offset: number;
}

/** Conflicts as git leaves them: the three marks in their order, and one that was left of them. A line of `=======` alone may be a heading. */
export function mergeMarkers(version: FileVersion): Sighting[] {
  const { path } = version;
  const found: Sighting[] = [];
  const say = (message: string, startLine: number, endLine = startLine) =>
    found.push({ rule: 'merge-marker', message, path, range: { startLine, endLine }, ...severityAt(path) });
  const alone = (mark: Mark | null) => {
    if (mark !== null && isLeftOver(version, mark)) say('a mark of a merge conflict is left', mark.line);
  };
  let [opened, divided]: [Mark | null, Mark | null] = [null, null];
  for (const mark of marksIn(version)) {
    if (mark.sign === '=') {
      if (opened === null) alone(divided);
      divided = mark;
    } else if (mark.sign === '<') {
      alone(opened);
      if (opened === null) alone(divided);
      [opened, divided] = [mark, null];
    } else if (opened !== null && divided !== null) {
      say(`an unresolved merge conflict, lines ${opened.line} to ${mark.line}`, opened.line, mark.line);
      [opened, divided] = [null, null];
    } else {
      alone(opened ?? divided);
      alone(mark);
      [opened, divided] = [null, null];
    }
  }
  alone(opened);
  if (opened === null) alone(divided);
  return found;
}

function marksIn(version: FileVersion): Mark[] {
  const marks: Mark[] = [];
  const isMarkdown = /\.(md|mdx|markdown|rst|adoc)$/i.test(version.path);
  let isFenced = false;
  let offset = 0;
  for (const [index, line] of version.text.split('\n').entries()) {
    const [, mark, label = ''] = /^(<{7}|={7}|>{7})(?: (.*?))?\r?$/.exec(line) ?? [];
    if (isMarkdown && /^\s*(```|~~~)/.test(line)) isFenced = !isFenced;
    if (mark !== undefined && !isFenced && !isInsideText(version, offset))
      marks.push({ sign: mark.charAt(0), label: label.trim(), line: index + 1, offset });
    offset += line.length + 1;
  }
  return marks;
}

function isLeftOver({ path, text, parsed }: FileVersion, { sign, label, offset }: Mark): boolean {
  // What parses has it in a comment.
  if (parsed !== null && parsed.problem === null) return false;
  if (sign !== '=') return PROSE.test(path) ? OF_GIT.test(label) : label !== '';
  const before = text.slice(0, offset);
  return label === '' && WITHOUT_HEADINGS.test(path) && before.lastIndexOf('/*') <= before.lastIndexOf('*/');
}
