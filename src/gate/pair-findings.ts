import { basePath, type Change, type LineRange } from '../domain/change.ts';
import type { Tree } from '../domain/tree.ts';
import type { Located } from './locate.ts';
import { mapTokens, type TokenMap } from './token-map.ts';
import { extentOf, isWord, type Token, tokensOf } from './tokens.ts';

export interface Sides {
  readonly change: Change;
  readonly base: Tree;
  readonly head: Tree;
}

/** Which finding of base each finding of head is; those of base that nobody is have gone. */
export interface Pairs {
  readonly baseOf: ReadonlyMap<Located, Located>;
}

/**
 * Finds the findings of base again in head, in this order: the same key on lines the change did not write; the same key in a symbol that has
 * as many as it had; the same tokens, wherever in the file they are now; the same key; the same text in lines that the change took from one
 * place and put in another. Each of base is found at most once: a copy is new.
 */
export async function pairFindings(found: readonly Located[], sides: Sides): Promise<Pairs> {
  const baseOf = new Map<Located, Located>();
  const open = {
    base: new Set(found.filter(({ side }) => side === 'base')),
    head: new Set(found.filter(({ side }) => side === 'head')),
  };
  const pair = (before: Located, after: Located) => {
    baseOf.set(after, before);
    open.base.delete(before);
    open.head.delete(after);
  };
  pairAlike(open, pair, ({ isOnChangedLine }) => !isOnChangedLine);
  const count = countByKey(open);
  pairAlike(open, pair, ({ symbol, key }) => symbol !== null && count.base(key) === count.head(key));
  if (open.base.size > 0 && open.head.size > 0) await pairByTokens(open, sides, pair);
  pairAlike(open, pair);
  if (open.base.size > 0 && open.head.size > 0) await pairMoved(open, sides, pair);
  if (open.head.size > 0) await pairSplit({ found, open, sides, pair: (before, after) => baseOf.set(after, before) });
  return { baseOf };
}

interface Open {
  readonly base: Set<Located>;
  readonly head: Set<Located>;
}

type Pair = (before: Located, after: Located) => void;

/** Of several that are alike, those on lines the change did not write are the old ones. */
function pairAlike(open: Open, pair: Pair, isAsked: (located: Located) => boolean = () => true): void {
  const atBase = Map.groupBy([...open.base].filter(isAsked), ({ key }) => key);
  for (const [shared, heads] of Map.groupBy([...open.head].filter(isAsked), ({ key }) => key)) {
    const bases = atBase.get(shared) ?? [];
    const largestFirst = bases.toSorted(byCount);
    const oldFirst = heads.toSorted((a, b) => byCount(a, b) || Number(a.isOnChangedLine) - Number(b.isOnChangedLine));
    largestFirst.slice(0, oldFirst.length).forEach((before, index) => {
      const after = oldFirst[index];
      if (after !== undefined) pair(before, after);
    });
  }
}

function countByKey({ base, head }: Open): Record<'base' | 'head', (key: string) => number> {
  const counts = [base, head].map((side) => Map.groupBy(side, ({ key }) => key));
  return { base: (key) => counts[0]?.get(key)?.length ?? 0, head: (key) => counts[1]?.get(key)?.length ?? 0 };
}

function byCount(a: Located, b: Located): number {
  return (b.count ?? 0) - (a.count ?? 0);
}

async function pairByTokens(open: Open, { change, base, head }: Sides, pair: Pair): Promise<void> {
  for (const file of change.files) {
    const bases = [...open.base].filter(({ path, place }) => path === basePath(file) && place !== undefined);
    const heads = [...open.head].filter(({ path, place }) => path === file.path && place !== undefined);
    if (bases.length === 0 || heads.length === 0) continue;
    const [before, after] = [tokensOf((await base.read(basePath(file))) ?? ''), tokensOf((await head.read(file.path)) ?? '')];
    const map = mapTokens(before, after);
    const texts: Texts = { before, after, map, renamed: renamedWords(file.path, { before, after, map }) };
    for (const one of heads) {
      const twin = bases.find((candidate) => open.base.has(candidate) && isSamePlace(candidate, one, texts));
      if (twin !== undefined) pair(twin, one);
    }
  }
}

interface Texts {
  readonly before: readonly Token[];
  readonly after: readonly Token[];
  readonly map: TokenMap;
  readonly renamed: ReadonlyMap<string, string>;
}

const RENAMES = /\.([cm]?[jt]sx?|vue|svelte|py|go|rs|java)$/;

/** Words of code that are another one now, everywhere, and that the other side does not have. */
function renamedWords(path: string, { before, after, map }: Omit<Texts, 'renamed'>): Map<string, string> {
  const renamed = new Map<string, string>();
  if (!RENAMES.test(path)) return renamed;
  const isLeft = new Set(after.map(({ text }) => text));
  const wasThere = new Set(before.map(({ text }) => text));
  map.toHead.forEach((found, index) => {
    const [old, now] = [before[index]?.text ?? '', after[found]?.text ?? ''];
    if (found !== -1 && old !== now && !isLeft.has(old) && !wasThere.has(now)) renamed.set(old, now);
  });
  return renamed;
}

function isSamePlace(before: Located, after: Located, texts: Texts): boolean {
  if (before.kind !== after.kind || before.place === undefined || after.place === undefined) return false;
  const [from, to] = [extentOf(texts.before, before.place), extentOf(texts.after, after.place)];
  if (from === null || to === null || said(before, texts.renamed) !== said(after, new Map())) return false;
  const hasColumn = before.place.startColumn !== undefined;
  if (hasColumn && texts.map.toHead[from.first] !== to.first) return false;
  const { toHead, toBase } = texts.map;
  const isInside = (links: Int32Array, { first, last }: { first: number; last: number }, other: { first: number; last: number }) => {
    for (let index = first; index <= last; index++) {
      const found = links[index] ?? -1;
      if (found < other.first || found > other.last) return false;
    }
    return true;
  };
  const isSameText = (first: number, last: number) => {
    for (let index = first; index <= last; index++) {
      const [old, now] = [texts.before[index]?.text ?? '', texts.after[toHead[index] ?? -1]?.text];
      if (now !== undefined && now !== old && texts.renamed.get(old) !== now) return false;
    }
    return true;
  };
  return (isInside(toHead, from, to) || isInside(toBase, to, from)) && isSameText(from.first, from.last);
}

/** The message in the words of head, whatever line numbers it names. */
function said({ message }: Located, renamed: ReadonlyMap<string, string>): string {
  return message.replace(/[\p{L}\p{N}_$]+/gu, (word) => (isWord(word) ? (renamed.get(word) ?? word) : '#'));
}

/** Lines that went from one place to another: in the same symbol, or beside the same line, as before. */
async function pairMoved(open: Open, { change, base, head }: Sides, pair: Pair): Promise<void> {
  const byBase = new Map(change.files.map((file) => [basePath(file), file]));
  const byHead = new Map(change.files.map((file) => [file.path, file]));
  const gone = [...open.base].filter(({ path, place }) => place !== undefined && isWithin(byBase.get(path)?.removed, place.startLine));
  const come = [...open.head].filter(({ path, place }) => place !== undefined && isWithin(byHead.get(path)?.added, place.startLine));
  const around = async (tree: Tree, { path, place }: Located) => neighbours(await tree.read(path), place?.startLine ?? 0);
  const before = await Promise.all(gone.map(async (one) => ({ one, around: await around(base, one) })));
  for (const one of come) {
    const lines = await around(head, one);
    const twin = before.find(
      (candidate) =>
        open.base.has(candidate.one) &&
        candidate.one.kind === one.kind &&
        candidate.one.snippet === one.snippet &&
        ((one.symbol !== null && candidate.one.symbol === one.symbol) ||
          candidate.around.some((line, index) => line !== '' && line === lines[index])),
    );
    if (twin !== undefined) pair(twin.one, one);
  }
}

function isWithin(ranges: readonly LineRange[] | undefined, line: number): boolean {
  return ranges?.some(({ start, end }) => start <= line && line <= end) === true;
}

/** The lines with text before and after a line, without white space; empty for one that says nothing by itself, such as a brace. */
function neighbours(text: string | null, line: number): readonly [string, string] {
  const lines = (text ?? '').split('\n').map((one) => one.replace(/\s+/g, ''));
  const telling = (one: string | undefined) => (one === undefined || one.length < 4 ? '' : one);
  return [telling(lines.slice(0, line - 1).findLast((one) => one !== '')), telling(lines.slice(line).find((one) => one !== ''))];
}

const MOSTLY = 0.8;

/** What is said of a whole file is said again of the files it was split into, as long as they hold little else. */
async function pairSplit(input: {
  readonly found: readonly Located[];
  readonly open: Open;
  readonly sides: Sides;
  readonly pair: Pair;
}): Promise<void> {
  const { found, open, sides, pair } = input;
  const { change, base, head } = sides;
  const whole = found.filter(({ side, place }) => side === 'base' && place === undefined);
  for (const one of open.head) {
    const file = change.files.find(({ path, status }) => path === one.path && status === 'added');
    if (one.place !== undefined || file === undefined) continue;
    const lines = linesOf(await head.read(one.path));
    for (const twin of whole.filter(({ kind, message }) => kind === one.kind && message === one.message)) {
      const source = change.files.find((candidate) => basePath(candidate) === twin.path && candidate.removed.length > 0);
      if (source === undefined) continue;
      const text = (await base.read(twin.path))?.split('\n') ?? [];
      const moved = new Set(linesOf(source.removed.map(({ start, end }) => text.slice(start - 1, end).join('\n')).join('\n')));
      if (lines.length > 0 && lines.filter((line) => moved.has(line)).length >= MOSTLY * lines.length) pair(twin, one);
    }
  }
}

function linesOf(text: string | null): string[] {
  return (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
