/** An expression that repeats what repeats the same: `(a+)+b`. */
export function isSlow(source: string): boolean {
  const parsed = parse(source);
  if (parsed === null) return false;
  return parsed.some((branch) => isSlowIn(branch, false));
}

interface Item {
  /** A set of characters, or a group. */
  readonly text: string;
  readonly branches: readonly (readonly Item[])[] | null;
  readonly isRepeated: boolean;
  readonly mayBeMissing: boolean;
}

/** Groups in groups: what nobody writes. */
const DEEPEST = 30;

function isSlowIn(items: readonly Item[], canFailAfter: boolean): boolean {
  return items.some((item, index) => {
    const rest = items.slice(index + 1);
    // What may be missing can always match; `$` and anything that must be there can fail, and then every other way is tried.
    const canFail = canFailAfter || rest.some(({ mayBeMissing }) => !mayBeMissing);
    if (item.branches === null) return false;
    if (item.isRepeated && canFail && item.branches.some(repeatsItself)) return true;
    return item.branches.some((branch) => isSlowIn(branch, canFail));
  });
}

/** Nothing in it must be there but one thing, and that is repeated: a row of it can be cut in as many ways as there are cuts. */
function repeatsItself(items: readonly Item[]): boolean {
  const needed = items.filter(({ mayBeMissing }) => !mayBeMissing);
  if (needed.length > 1) return false;
  const [one] = needed.length === 1 ? needed : items.filter(({ isRepeated }) => isRepeated);
  if (one === undefined || !one.isRepeated) return one?.branches?.some(repeatsItself) === true;
  return one.branches === null || one.branches.every((branch) => branch.length === 1);
}

/** The branches of an expression; null for what is not understood. */
function parse(source: string): Item[][] | null {
  let at = 0;
  const group = (depth: number): Item[][] | null => {
    const branches: Item[][] = [[]];
    while (at < source.length && source[at] !== ')') {
      if (source[at] === '|') {
        at += 1;
        branches.push([]);
        continue;
      }
      const made = item(depth);
      if (made === null) return null;
      branches.at(-1)?.push(made);
    }
    return branches;
  };
  const item = (depth: number): Item | null => {
    const start = at;
    let inner: Item[][] | null = null;
    let isLook = false;
    const text = /\\(?:u\{[^}]*\}|[pP]\{[^}]*\}|k<[^>]*>|[^])|\[(?:\\[^]|[^\]\\])*\]|\((?:\?(?:<?[=!]|:|<[^>]*>|[ims-]+:))?|[^]/y;
    text.lastIndex = at;
    const [found = ''] = text.exec(source) ?? [];
    if (found === '') return null;
    at += found.length;
    if (found.startsWith('(')) {
      if (depth > DEEPEST) return null;
      isLook = /^\(\?<?[=!]/.test(found);
      inner = group(depth + 1);
      if (inner === null || source[at] !== ')') return null;
      at += 1;
    }
    const quantifier = /(?:[*+?]|\{(\d+)(,(\d*))?\})\??/y;
    quantifier.lastIndex = at;
    const [how = '', least, comma, most] = quantifier.exec(source) ?? [];
    at += how.length;
    const isRepeated = /^[*+]/.test(how) || (comma !== undefined && (most === '' || Number(most) > 20));
    const mayBeMissing = /^[*?]/.test(how) || least === '0' || isLook || /^\\[bB]$|^\^$/.test(found);
    return { text: source.slice(start, at), branches: inner, isRepeated: isRepeated && !isLook, mayBeMissing };
  };
  const branches = group(0);
  return at < source.length ? null : branches;
}
