/**
 * Does a path of the repository match a glob (`*`, `?`, `**`, `[a-z]`, `{a,b}`, `\` before a character taken as it is)?
 * Unlike a shell's, `*` and `**` see names that start with a dot: a glob that protects must not be passed by hiding.
 * `folder/**` and `folder/` match the folder's own path too, so that a symlink in its place is seen.
 */
export function matchesGlob(path: string, glob: string): boolean {
  return new RegExp(`^(?:${translate(glob.replace(/^(?:\.?\/)+/, '').replace(/\/$/, '/**'))})$`, 'su').test(path);
}

/** Tokens of a glob in the order they are tried; what is none of them stands for itself. */
const TOKENS =
  /(?<=^|\/)(?<folders>(?:\*\*\/)+)|(?<=^|\/|[{,])(?<all>\*\*)(?=$|[,}])|(?<inside>\/\*\*)(?=$|[,}])|\*+|\?|\[[!^]?\]?[^\]/]*\]|\\.|[{},]|[^]/gu;

function translate(glob: string): string {
  let depth = 0;
  let regex = '';
  const braces = closedBraces(glob);
  for (const { 0: token, index, groups } of glob.matchAll(TOKENS)) {
    if (groups?.['inside'] !== undefined) regex += '(?:/.*)?';
    else if (groups?.['all'] !== undefined) regex += '.*';
    else if (groups?.['folders'] !== undefined) regex += '(?:.*/)?';
    else if (token.startsWith('*')) regex += '[^/]*';
    else if (token === '?') regex += '[^/]';
    else if (token.length > 2 && token.startsWith('[')) regex += characterClass(token);
    else if (token === '{' && braces.has(index)) {
      regex += '(?:';
      depth++;
    } else if (token === '}' && braces.has(index)) {
      regex += ')';
      depth--;
    } else if (token === ',' && depth > 0) regex += '|';
    else regex += literally(token.length === 2 && token.startsWith('\\') ? token.slice(1) : token);
  }
  return regex;
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

function characterClass(token: string): string {
  const negated = /^\[[!^]/.test(token);
  const members = token.slice(negated ? 2 : 1, -1).replaceAll(/[\\[\]^]/g, String.raw`\$&`);
  return `(?!/)[${negated ? '^' : ''}${members}]`;
}

/** Where the braces are that have a partner. */
function closedBraces(glob: string): Set<number> {
  const open: number[] = [];
  const closed = new Set<number>();
  for (const { 0: token, index } of glob.matchAll(TOKENS)) {
    if (token === '{') open.push(index);
    const partner = token === '}' ? open.pop() : undefined;
    if (partner !== undefined) closed.add(partner).add(index);
  }
  return closed;
}
