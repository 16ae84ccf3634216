const RENAMED: readonly (readonly [RegExp, string])[] = [
  [/\(\?P</g, '(?<'],
  [/\[:alnum:\]/g, 'A-Za-z0-9'],
  [/\[:alpha:\]/g, 'A-Za-z'],
  [/\[:digit:\]/g, '0-9'],
  [/\[:xdigit:\]/g, '0-9A-Fa-f'],
  [/\[:space:\]/g, '\\s'],
  [/\[:word:\]/g, '\\w'],
  [/\\x\{([\da-fA-F]{2})\}/g, '\\x$1'],
];

/**
 * An expression of Go's `regexp` as JavaScript has it. There `(?i)` may stand anywhere and holds up to the end of its group, over every `|` in it; here
 * flags are of a group. SyntaxError for what is none.
 */
export function fromGoRegex(source: string, flags: string): RegExp {
  const go = RENAMED.reduce((text, [pattern, name]) => text.replace(pattern, name), source);
  let written = '';
  let isInClass = false;
  /** Of each group that is open, the flags that were set in it, each of which is one more group. */
  const groups: string[][] = [[]];
  const set = () => groups.at(-1) ?? [];
  for (const [token] of go.matchAll(/\\[\s\S]|\(\?[ims-]+\)|[\s\S]/g)) {
    if (isInClass) {
      isInClass = token !== ']';
      written += token;
    } else if (/^\(\?[ims-]+\)$/.test(token)) {
      const opening = `${token.slice(0, -1)}:`;
      set().push(opening);
      written += opening;
    } else if (token === '|') written += `${')'.repeat(set().length)}|${set().join('')}`;
    else if (token === ')') written += `${')'.repeat((groups.length > 1 ? (groups.pop() ?? []) : []).length)})`;
    else {
      if (token === '(') groups.push([]);
      isInClass = token === '[';
      written += token === '\\z' ? '(?![^])' : token === '\\A' ? '(?<![^])' : token;
    }
  }
  const made = new RegExp(written + ')'.repeat(set().length), flags);
  // One that is too large is refused only when it is first used, for each width of characters.
  made.exec('');
  made.exec('\u{1f600}');
  made.lastIndex = 0;
  return made;
}
