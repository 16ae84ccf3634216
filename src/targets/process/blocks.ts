import type { Arm, Block, Side, Traffic } from '../target.ts';

/** How one request ended. `aborted`: the client went away, which says nothing about the release. */
export type RequestEnd = 'ok' | 'error' | 'aborted';

export interface Slot {
  readonly side: Side;
  /** Call once, when the request has ended. */
  end(how: RequestEnd): void;
}

/** Largest block: one percent. */
const LARGEST = 100;
/** How far a block's share may be from the one asked for, relative to the smaller side: small blocks bring evidence sooner. */
const NEAR_ENOUGH = 0.02;
/** Routes told apart; further ones share one block, so that made-up paths cannot fill the memory. */
const ROUTES = 500;

/** What came of a deployment's requests until somebody takes it. */
export interface Tally {
  add(side: Side, error: boolean): void;
  addBlock(block: Block): void;
  take(): Traffic;
}

export function newTally(elapsed: () => number): Tally {
  let arms: Record<Side, Arm> = { candidate: { requests: 0, errors: 0 }, stable: { requests: 0, errors: 0 } };
  let blocks: Block[] = [];
  let firstErrorAt: number | null = null;
  return {
    add(side, error) {
      arms[side] = plus(arms[side], error);
      if (error && side === 'candidate') firstErrorAt ??= elapsed();
    },
    addBlock: (block) => blocks.push(block),
    take() {
      const taken = { ...arms, blocks, firstErrorAt };
      arms = { candidate: { requests: 0, errors: 0 }, stable: { requests: 0, errors: 0 } };
      blocks = [];
      firstErrorAt = null;
      return taken;
    },
  };
}

/**
 * Deals requests to the two sides: inside each block of consecutive requests of one route a coin chooses which go to the candidate.
 * The comparison is valid because of that coin, whatever the traffic is like. `draw(n)`: a whole number from 0 to n - 1.
 */
export function dealBlocks({
  percent,
  draw,
  tally,
}: {
  percent: number;
  draw: (n: number) => number;
  tally: Tally;
}): (route: string) => Slot {
  const { size, candidates } = blockShape(percent);
  const open = new Map<string, Side[]>();
  const results = new WeakMap<Side[], { block: Record<Side, Arm>; left: number }>();
  return (route) => {
    const key = open.has(route) || open.size < ROUTES ? route : 'other';
    let sides = open.get(key);
    if (sides === undefined || sides.length === 0) {
      sides = shuffle(size, candidates, draw);
      open.set(key, sides);
      results.set(sides, { block: { candidate: { requests: 0, errors: 0 }, stable: { requests: 0, errors: 0 } }, left: size });
    }
    const block = results.get(sides);
    const side = sides.pop() ?? 'stable';
    return {
      side,
      end(how) {
        if (how !== 'aborted') tally.add(side, how === 'error');
        if (block === undefined) return;
        if (how !== 'aborted') block.block[side] = plus(block.block[side], how === 'error');
        block.left -= 1;
        // A block without both sides proves nothing.
        if (block.left === 0 && candidates > 0 && candidates < size) tally.addBlock(block.block);
      },
    };
  };
}

/** The smallest block that holds this share near enough: 10 % is 1 of 10, 50 % 1 of 2, 30 % 3 of 10. */
export function blockShape(percent: number): { readonly size: number; readonly candidates: number } {
  const share = percent / 100;
  if (share <= 0) return { size: 1, candidates: 0 };
  if (share >= 1) return { size: 1, candidates: 1 };
  for (let size = 2; size < LARGEST; size += 1) {
    const candidates = Math.min(size - 1, Math.max(1, Math.round(share * size)));
    if (Math.abs(candidates / size - share) <= Math.min(share, 1 - share) * NEAR_ENOUGH) return { size, candidates };
  }
  return { size: LARGEST, candidates: Math.min(LARGEST - 1, Math.max(1, Math.round(share * LARGEST))) };
}

/** A route is a method and a path without what looks like an identifier. */
export function routeOf(method: string, url: string): string {
  const [path = '/'] = url.split('?');
  const parts = path.split('/').map((part) => (/\d/.test(part) || part.length > 40 ? ':id' : part));
  return `${method} ${parts.slice(0, 8).join('/')}`;
}

function shuffle(size: number, candidates: number, draw: (n: number) => number): Side[] {
  const sides = Array.from({ length: size }, (_, index): Side => (index < candidates ? 'candidate' : 'stable'));
  for (let last = size - 1; last > 0; last -= 1) {
    const other = draw(last + 1);
    const [a, b] = [sides[last], sides[other]];
    if (a !== undefined && b !== undefined) [sides[last], sides[other]] = [b, a];
  }
  return sides;
}

function plus({ requests, errors }: Arm, error: boolean): Arm {
  return { requests: requests + 1, errors: errors + (error ? 1 : 0) };
}
