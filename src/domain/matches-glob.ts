/**
 * Does a path of the repository match a glob (`*`, `?`, `**`, `[a-z]`, `{a,b}`, `\` before a character taken as it is)?
 * Unlike a shell's, `*` and `**` see names that start with a dot: a glob that protects must not be passed by hiding.
 * `folder/**` and `folder/` match the folder's own path too, so that a symlink in its place is seen.
 * Takes time in proportion to path times glob, whatever they hold: no path may make a gate hang.
 */
export function matchesGlob(path: string, glob: string): boolean {
  const characters = [...path];
  return walk(stepsOf(glob), characters, new Set([0])).has(characters.length);
}

/** The same few globs are asked for every file of a change. */
const MOST_KEPT = 1000;
const kept = new Map<string, readonly Step[]>();

function stepsOf(glob: string): readonly Step[] {
  const known = kept.get(glob);
  if (known !== undefined) return known;
  const steps = compile(tokensOf(glob.replace(/^(?:\.?\/)+/, '').replace(/\/$/, '/**')));
  if (kept.size === MOST_KEPT) kept.clear();
  kept.set(glob, steps);
  return steps;
}

type Positions = ReadonlySet<number>;
/** From the places a match may have come to, the places it may come to next. */
type Step = (characters: readonly string[], from: Positions) => Positions;

interface Token {
  readonly kind: 'folders' | 'all' | 'inside' | 'star' | 'any' | 'class' | 'open' | 'close' | 'comma' | 'literal';
  readonly text: string;
}

/** In the order they are tried; what is none of them stands for itself. */
const TOKENS = new RegExp(
  [
    String.raw`(?<=^|[/{,])(?<folders>(?:\*\*/)+)`,
    String.raw`(?<=^|[/{,])(?<all>\*\*)(?=$|[,}])`,
    String.raw`(?<inside>/\*\*)(?=$|[,}])`,
    String.raw`(?<star>\*+)`,
    String.raw`(?<any>\?)`,
    // Bounded, or every bracket that nobody closes is looked for up to the end.
    String.raw`(?<class>\[[!^]?\]?[^\]/]{0,1000}\])`,
    String.raw`(?<open>\{)`,
    String.raw`(?<close>\})`,
    String.raw`(?<comma>,)`,
    String.raw`\\(?<escaped>[^])`,
    String.raw`(?<literal>[^])`,
  ].join('|'),
  'gu',
);

const KINDS: readonly Token['kind'][] = ['folders', 'all', 'inside', 'star', 'any', 'class', 'open', 'close', 'comma'];

function tokensOf(glob: string): Token[] {
  const tokens = [...glob.matchAll(TOKENS)].map(({ groups = {} }): Token => {
    const [name = 'literal', text = ''] = Object.entries(groups).find(([, group]) => group !== undefined) ?? [];
    return { kind: KINDS.find((kind) => kind === name) ?? 'literal', text };
  });
  const paired = pairedBraces(tokens);
  return tokens.map((token, i) =>
    (token.kind === 'open' || token.kind === 'close') && !paired.has(i) ? { kind: 'literal', text: token.text } : token,
  );
}

/** Where the braces are that have a partner. */
function pairedBraces(tokens: readonly Token[]): Set<number> {
  const open: number[] = [];
  const paired = new Set<number>();
  for (const [i, { kind }] of tokens.entries()) {
    if (kind === 'open') open.push(i);
    const partner = kind === 'close' ? open.pop() : undefined;
    if (partner !== undefined) paired.add(partner).add(i);
  }
  return paired;
}

function compile(tokens: readonly Token[]): Step[] {
  /** The alternatives of each brace that is open; the outermost level has one. */
  const levels: Step[][][] = [[[]]];
  const add = (step: Step) => levels.at(-1)?.at(-1)?.push(step);
  for (const token of tokens) {
    if (token.kind === 'open') levels.push([[]]);
    else if (token.kind === 'comma' && levels.length > 1) levels.at(-1)?.push([]);
    else if (token.kind === 'close') {
      const alternatives = levels.pop() ?? [];
      add((characters, from) => new Set(alternatives.flatMap((steps) => [...walk(steps, characters, from)])));
    } else add(stepOf(token));
  }
  return levels[0]?.[0] ?? [];
}

function walk(steps: readonly Step[], characters: readonly string[], from: Positions): Positions {
  return steps.reduce((positions, step) => step(characters, positions), from);
}

function stepOf({ kind, text }: Token): Step {
  switch (kind) {
    case 'star':
      return (characters, from) => spread(from, (position) => characters[position] !== '/', characters.length);
    case 'all':
      return (characters, from) => spread(from, () => true, characters.length);
    case 'folders':
      return (characters, from) =>
        new Set([...from, ...[...spread(from, () => true, characters.length)].filter((p) => !from.has(p) && characters[p - 1] === '/')]);
    case 'inside':
      return (characters, from) =>
        new Set([...from, ...spread(new Set([...from].filter((p) => characters[p] === '/')), () => true, characters.length)]);
    case 'any':
      return one((character) => character !== '/');
    case 'class':
      return one(characterClass(text));
    default:
      return one((character) => character === text);
  }
}

function one(accepts: (character: string) => boolean): Step {
  return (characters, from) => new Set([...from].filter((p) => p < characters.length && accepts(characters[p] ?? '')).map((p) => p + 1));
}

/** Every place that can be come to from these by passing characters that may be passed. */
function spread(from: Positions, mayPass: (position: number) => boolean, end: number): Positions {
  const reached = new Set(from);
  // A Set is walked in the order of insertion, what is added on the way included.
  for (const position of reached) if (position < end && mayPass(position)) reached.add(position + 1);
  return reached;
}

function characterClass(text: string): (character: string) => boolean {
  const negated = /^\[[!^]/.test(text);
  const members = Array.from(text.slice(negated ? 2 : 1, -1));
  const ranges: (readonly [string, string])[] = [];
  for (let i = 0; i < members.length; i++) {
    const [first = '', dash, last] = members.slice(i, i + 3);
    const isRange = dash === '-' && last !== undefined;
    ranges.push([first, isRange ? last : first]);
    if (isRange) i += 2;
  }
  return (character) => character !== '/' && ranges.some(([first, last]) => first <= character && character <= last) !== negated;
}
