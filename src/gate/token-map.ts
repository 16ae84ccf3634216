import { isWord, type Token } from './tokens.ts';

/** Which token of one text is which of another: indices, -1 for none. */
export interface TokenMap {
  readonly toHead: Int32Array;
  readonly toBase: Int32Array;
}

/** So many tokens in a row that occur once on either side are the same place, wherever it went. */
const GRAM = 6;
/** Cells of the table in which what lies between two known places is compared. */
const MAX_CELLS = 250_000;
/** Words replaced one by one are renamed; a longer run of them is other text. */
const MAX_RENAMED = 3;

/** Finds the tokens of `base` again in `head`: moved, reformatted, or words renamed in place. */
export function mapTokens(base: readonly Token[], head: readonly Token[]): TokenMap {
  const map: TokenMap = { toHead: new Int32Array(base.length).fill(-1), toBase: new Int32Array(head.length).fill(-1) };
  const sides: Sides = { base, head, map };
  for (let index = 0; isSame(sides, index, index); index++) link(map, index, index);
  for (let index = 1; isSame(sides, base.length - index, head.length - index); index++) link(map, base.length - index, head.length - index);
  linkGrams(sides);
  extend(sides);
  for (const gap of gapsOf(sides)) linkCommon(sides, gap);
  for (const gap of gapsOf(sides)) linkRenamed(sides, gap);
  return map;
}

interface Sides {
  readonly base: readonly Token[];
  readonly head: readonly Token[];
  readonly map: TokenMap;
}

function link({ toHead, toBase }: TokenMap, inBase: number, inHead: number): void {
  toHead[inBase] = inHead;
  toBase[inHead] = inBase;
}

/** Are both free, and the same text? */
function isSame({ base, head, map }: Sides, inBase: number, inHead: number): boolean {
  return map.toHead[inBase] === -1 && map.toBase[inHead] === -1 && base[inBase]?.text === head[inHead]?.text;
}

function linkGrams(sides: Sides): void {
  const [inBase, inHead] = [uniqueGrams(sides.base, sides.map.toHead), uniqueGrams(sides.head, sides.map.toBase)];
  for (const [gram, start] of inBase) {
    const found = inHead.get(gram);
    if (start === null || found == null) continue;
    for (let offset = 0; offset < GRAM; offset++)
      if (isSame(sides, start + offset, found + offset)) link(sides.map, start + offset, found + offset);
  }
}

/** Where each run of free tokens begins; null for one that occurs more than once. */
function uniqueGrams(tokens: readonly Token[], links: Int32Array): Map<string, number | null> {
  const grams = new Map<string, number | null>();
  let free = 0;
  for (let index = 0; index < tokens.length; index++) {
    free = links[index] === -1 ? free + 1 : 0;
    if (free < GRAM) continue;
    const start = index - GRAM + 1;
    const gram = tokens
      .slice(start, index + 1)
      .map(({ text }) => text)
      .join('\0');
    grams.set(gram, grams.has(gram) ? null : start);
  }
  return grams;
}

/** A neighbour of what is known that is the same on both sides is known too. */
function extend(sides: Sides): void {
  const { toHead } = sides.map;
  const follow = (index: number, step: 1 | -1) => {
    const known = toHead[index - step] ?? -1;
    if (known !== -1 && isSame(sides, index, known + step)) link(sides.map, index, known + step);
  };
  for (let index = 1; index < toHead.length; index++) follow(index, 1);
  for (let index = toHead.length - 2; index >= 0; index--) follow(index, -1);
}

/** What lies between two places that are known, in this order on both sides: ends exclusive. */
interface Gap {
  readonly base: readonly [start: number, end: number];
  readonly head: readonly [start: number, end: number];
}

function gapsOf({ base, head, map: { toHead, toBase } }: Sides): Gap[] {
  const gaps: Gap[] = [];
  let before = { inBase: -1, inHead: -1 };
  for (let index = 0; index <= base.length; index++) {
    const found = index === base.length ? head.length : (toHead[index] ?? -1);
    if (found === -1) continue;
    const gap: Gap = { base: [before.inBase + 1, index], head: [before.inHead + 1, found] };
    const isOpen = gap.base[0] < gap.base[1] && gap.head[0] < gap.head[1];
    if (isOpen && toBase.subarray(...gap.head).every((known) => known === -1)) gaps.push(gap);
    before = { inBase: index, inHead: found };
  }
  return gaps;
}

/** Links a longest common subsequence. */
function linkCommon(sides: Sides, { base: [from, to], head: [start, end] }: Gap): void {
  const [rows, columns] = [to - from, end - start];
  if (rows * columns > MAX_CELLS) return;
  const width = columns + 1;
  const lengths = new Uint32Array((rows + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--)
      lengths[row * width + column] = isSame(sides, from + row, start + column)
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
  for (let [row, column] = [0, 0]; row < rows && column < columns;) {
    if (isSame(sides, from + row, start + column)) link(sides.map, from + row++, start + column++);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
}

/** A word in the place of a word. */
function linkRenamed({ base, head, map }: Sides, { base: [from, to], head: [start, end] }: Gap): void {
  const count = to - from;
  if (count !== end - start || count > MAX_RENAMED) return;
  const words = [...base.slice(from, to), ...head.slice(start, end)];
  if (!words.every(({ text }) => isWord(text))) return;
  for (let offset = 0; offset < count; offset++) link(map, from + offset, start + offset);
}
