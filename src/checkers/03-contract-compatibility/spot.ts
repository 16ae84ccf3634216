import { posix } from 'node:path';
import type { Range } from '../../domain/finding.ts';
import { type DataDocument, rangeOf } from '../../definitions/data-document.ts';

/** A definition file, read. */
export interface Source {
  readonly path: string;
  readonly document: DataDocument;
}

/** The files that a definition consists of, by path. */
export type Sources = ReadonlyMap<string, Source>;

/** A value, and where it is written. */
export interface Spot {
  readonly sources: Sources;
  readonly source: Source;
  readonly pointer: readonly string[];
  readonly value: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function rootOf(sources: Sources, path: string): Spot | null {
  const source = sources.get(path);
  return source === undefined ? null : { sources, source, pointer: [], value: source.document.value };
}

/** What lies below a key, references followed; null when there is nothing. */
export function child(spot: Spot, key: string): Spot | null {
  const found = below(spot, key);
  return found === null ? null : resolved(found);
}

/** What lies below a key, as it is written. */
export function below({ sources, source, pointer, value }: Spot, key: string): Spot | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
  return { sources, source, pointer: [...pointer, key], value: Reflect.get(value, key) };
}

/** What lies below a key of a spot or, of a list, at each index: as it is written. */
export function members(spot: Spot | null): readonly (readonly [string, Spot])[] {
  if (spot === null || typeof spot.value !== 'object' || spot.value === null) return [];
  return Object.keys(spot.value).flatMap((key) => {
    const found = below(spot, key);
    return found === null ? [] : [[key, found] as const];
  });
}

export function textAt(spot: Spot | null, key: string): string | null {
  const value = spot === null ? undefined : below(spot, key)?.value;
  return typeof value === 'string' ? value : null;
}

export function flagAt(spot: Spot | null, key: string): boolean {
  return spot !== null && below(spot, key)?.value === true;
}

/** References that lead to references; more is a circle. */
const MOST_HOPS = 50;

/** Where a chain of references ends, or the first of it that is not to be followed; the spot itself where it leads in a circle. */
export function resolved(spot: Spot, isFollowed: (spot: Spot) => boolean = () => true): Spot {
  let current = spot;
  for (let hops = 0; hops < MOST_HOPS; hops += 1) {
    const reference = referenceOf(current);
    if (reference === null || !isFollowed(current)) return current;
    const target = targetOf(current, reference);
    if (target === null) return current;
    current = target;
  }
  return spot;
}

export function referenceOf({ value }: Spot): string | null {
  const reference = isFields(value) ? value['$ref'] : undefined;
  return typeof reference === 'string' ? reference : null;
}

/** What a reference means, as it is written there; null when it leads nowhere that can be read. */
export function targetOf({ sources, source }: Spot, reference: string): Spot | null {
  const [file = '', fragment = ''] = reference.split('#', 2);
  const path = file === '' ? source.path : fileOf(source.path, file);
  let found = (path === null ? null : rootOf(sources, path)) ?? (file === '' ? null : identified({ sources, source }, file));
  if (found !== null && fragment !== '' && !fragment.startsWith('/')) return anchored(found, unescaped(fragment));
  for (const part of fragment.split('/').slice(1)) {
    if (found === null) return null;
    found = below(found, unescaped(part));
  }
  return found;
}

/** Schemas of a file by the `$id` that they have in it. */
const ids = new WeakMap<Source, ReadonlyMap<string, Spot>>();

function identified({ sources, source }: Pick<Spot, 'sources' | 'source'>, id: string): Spot | null {
  const known = ids.get(source) ?? idsIn({ sources, source, pointer: [], value: source.document.value });
  ids.set(source, known);
  return known.get(id) ?? null;
}

function idsIn(root: Spot): ReadonlyMap<string, Spot> {
  const found = new Map<string, Spot>();
  const open = [root];
  for (let spot = open.pop(); spot !== undefined; spot = open.pop()) {
    for (const name of ['$id', 'id']) {
      const id = textAt(spot, name)?.replace(/#$/, '') ?? '';
      if (id !== '' && !id.startsWith('#')) found.set(id, spot);
    }
    open.push(...members(spot).map(([, inner]) => inner));
  }
  return found;
}

/** What a schema itself says it is called, in newer drafts and in older ones. */
function anchored(root: Spot, name: string): Spot | null {
  const open = [root];
  for (let spot = open.pop(); spot !== undefined; spot = open.pop()) {
    const names = [textAt(spot, '$anchor'), textAt(spot, '$dynamicAnchor')];
    if (names.includes(name) || textAt(spot, '$id') === `#${name}` || textAt(spot, 'id') === `#${name}`) return spot;
    open.push(...members(spot).map(([, inner]) => inner));
  }
  return null;
}

/** The path inside the repository that a reference names; null for one that lies elsewhere. */
export function fileOf(from: string, file: string): string | null {
  if (/^[a-z][a-z\d+.-]*:|^\//i.test(file)) return null;
  const path = posix.join(posix.dirname(from), unescaped(file));
  return path.startsWith('..') ? null : path;
}

function unescaped(part: string): string {
  // A percent sign that starts no escape stands for itself.
  const plain = part.replace(/%[\da-f]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
  return plain.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Names a place, to know it again. */
export function placeOf({ source, pointer }: Spot): string {
  return `${source.path}#/${pointer.join('/')}`;
}

/** Of what is missing, that of the nearest thing around it. */
export function rangeAt({ source: { document }, pointer }: Spot): Range {
  const { key, value } = document.spotOf(pointer);
  return rangeOf(document.text, key ?? { start: value.start, end: value.start });
}
