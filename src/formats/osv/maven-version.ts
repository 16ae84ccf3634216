const QUALIFIERS = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const SAME: Readonly<Record<string, string>> = { cr: 'rc', ga: '', final: '', release: '' };
/** Only where a number follows at once. */
const SHORT: Readonly<Record<string, string>> = { a: 'alpha', b: 'beta', m: 'milestone' };
const MAX_CHARACTERS = 256;

/** A number, or a qualifier. What stands before a qualifier makes no difference. */
type Token = { readonly value: bigint; readonly isDotted: boolean } | { readonly value: string; readonly isDotted: false };

/** What a version of Maven is made of, in the order in which its parts decide. */
export type MavenVersion = readonly Token[];

/** As the reference of the POM orders them ("Version Order Specification"). Null for what is none. */
export function mavenVersion(text: string): MavenVersion | null {
  if (text === '' || text.length > MAX_CHARACTERS || /\s/.test(text)) return null;
  const tokens = text
    .toLowerCase()
    .split(/(?=[._-])/)
    .flatMap((part, at) => tokensIn(part, at));
  // At the end, and before each hyphen, nothing is left out.
  for (let at = tokens.length - 1; at > 0; at -= 1) {
    const next = tokens[at + 1];
    if (isNothing(tokens[at]) && (next === undefined || !next.isDotted)) tokens.splice(at, 1);
  }
  return tokens;
}

/** `.1`, `-rc2`, `_b`; the first one begins with none of these. A change between digits and letters is a hyphen, an empty part a zero. */
function tokensIn(part: string, at: number): Token[] {
  const isDotted = part.startsWith('.') || (at === 0 && !/^[_-]/.test(part));
  const words = part.replace(/^[._-]/, '').match(/\d+|\D+/g) ?? ['0'];
  return words.map((word, place): Token => {
    if (/^\d/.test(word)) return { value: BigInt(word), isDotted: isDotted && place === 0 };
    const whole = words[place + 1] === undefined ? word : (SHORT[word] ?? word);
    return { value: SAME[whole] ?? whole, isDotted: false };
  });
}

function isNothing(token: Token | undefined): boolean {
  return token?.value === 0n || token?.value === '';
}

/** Below zero where the first is the older one. */
export function compareMaven(a: MavenVersion, b: MavenVersion): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const order = compareTokens(a[at] ?? nothingFor(b[at]), b[at] ?? nothingFor(a[at]));
    if (order !== 0) return order;
  }
  return 0;
}

/** What a version that has ended is held to have in the place of another's part. */
function nothingFor(other: Token | undefined): Token {
  return other?.isDotted === true ? { value: 0n, isDotted: true } : { value: '', isDotted: false };
}

/** A qualifier, then a number behind a hyphen, then one behind a dot. */
function compareTokens(a: Token, b: Token): number {
  const [kindA, kindB] = [kindOf(a), kindOf(b)];
  if (kindA !== kindB) return kindA - kindB;
  if (typeof a.value === 'string' && typeof b.value === 'string') {
    const [placeA, placeB] = [placeOf(a.value), placeOf(b.value)];
    if (placeA !== placeB) return placeA - placeB;
  }
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
}

function kindOf({ value, isDotted }: Token): number {
  return typeof value === 'string' ? 0 : isDotted ? 2 : 1;
}

/** Those that are not known come after all that are. */
function placeOf(qualifier: string): number {
  const place = QUALIFIERS.indexOf(qualifier);
  return place === -1 ? QUALIFIERS.length : place;
}
