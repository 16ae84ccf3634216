import type { Direction } from '../kinds.ts';
import type { Content } from './api.ts';

type Entry = Content extends ReadonlyMap<string, infer One> ? One : never;

interface PairedContent {
  readonly pairs: readonly { readonly was: Entry; readonly is: Entry; readonly type: string }[];
  readonly removed: readonly string[];
}

/** Which media type was which; a wildcard stands for what it covers. */
export function pairedContent(base: Content, head: Content, direction: Direction): PairedContent {
  const pairs: { was: Entry; is: Entry; type: string }[] = [];
  const removed: string[] = [];
  for (const [type, was] of base) {
    const exact = head.get(type);
    const found =
      exact ?? [...head].find(([other]) => isSame(type, other) || (direction === 'sent' ? covers(other, type) : covers(type, other)))?.[1];
    if (found === undefined) removed.push(type);
    else pairs.push({ was, is: found, type });
  }
  return { pairs, removed };
}

/** Unnamed ones are whatever the other side names; parameters such as `charset` do not tell types apart. */
function isSame(one: string, other: string): boolean {
  return one === '' || other === '' || bare(one) === bare(other);
}

function covers(wide: string, narrow: string): boolean {
  const [wideKind, wideName = ''] = bare(wide).split('/');
  const [kind] = bare(narrow).split('/');
  if (wideKind === '*') return true;
  // Who asks for `application/json` is not answered `application/vnd.x+json`: it is another type.
  return wideKind === kind && wideName === '*';
}

function bare(type: string): string {
  return type.split(';')[0] ?? type;
}
