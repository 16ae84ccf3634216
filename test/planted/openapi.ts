import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node } from 'yaml';
import { openApis } from './definitions.ts';
import type { PlantedFault, PlantedTree } from './operator.ts';
import { above, atStart, put, textOf, wholeLines } from './places.ts';
import type { Place } from './places.ts';

type Data = Readonly<Record<string, unknown>>;

/** A value of an OpenAPI document: an entry of an object, or an item of a list. */
export interface ApiEntry {
  /** What leads to it from the top; the last is its own key, or its number in the list. */
  readonly keys: readonly string[];
  /** An item of a list has none. */
  readonly key: Place | null;
  readonly value: Place;
  readonly data: unknown;
  readonly parent: Data;
  readonly api: Data;
}

/** More than that no person wrote, and it takes minutes to read. */
const LARGEST = 1_500_000;
/** What a generator wrote, or tests read. */
const MADE = /(?:^|\/)(?:__tests__|generated|testdata)\/|\.swagger\.json$/u;
export const METHODS = ['get', 'put', 'post', 'delete', 'patch'];

/** The first value of an OpenAPI document that is wanted, in the order of paths. */
export function apiEntry(tree: PlantedTree, wanted: (entry: ApiEntry) => boolean): ApiEntry | null {
  for (const path of tree.paths.filter((one) => !MADE.test(one)).filter(openApis(tree))) {
    const text = tree.read(path);
    if (text.length > LARGEST) continue;
    const document = parseDocument(text);
    if (document.errors.length > 0 || document.contents === null) continue;
    const api = document.toJS() as Data;
    const found = entriesOf(document.contents, { keys: [], parent: api, api, file: { path, text } }).find(wanted);
    if (found !== undefined) return found;
  }
  return null;
}

interface Above extends Pick<ApiEntry, 'keys' | 'parent' | 'api'> {
  readonly file: Pick<Place, 'path' | 'text'>;
}

function* entriesOf(node: Node, { keys, parent, api, file }: Above): Generator<ApiEntry> {
  const at = ({ range }: Node): Place => ({ ...file, start: range?.[0] ?? 0, end: range?.[1] ?? 0 });
  const items: [string, Node | null, unknown][] = [];
  if (isMap(node)) for (const { key, value } of node.items) if (isScalar(key)) items.push([String(key.value), key, value]);
  if (isSeq(node)) for (const [index, item] of node.items.entries()) items.push([String(index), null, item]);
  for (const [name, key, value] of items) {
    if (!isMap(value) && !isSeq(value) && !isScalar(value)) continue;
    const data = (parent as Record<string, unknown>)[name];
    const entry = { keys: [...keys, name], key: key === null ? null : at(key), value: at(value), data, parent, api };
    yield entry;
    if (typeof data === 'object' && data !== null) yield* entriesOf(value, { keys: entry.keys, parent: data as Data, api, file });
  }
}

const isJson = ({ text }: Place) => text.trimStart().startsWith('{');

/** The entry or item without its lines; without the comma that JSON has beside it. */
export function takeEntry({ key, value }: ApiEntry): PlantedFault {
  const lines = wholeLines({ ...value, start: key?.start ?? value.start, end: value.start + textOf(value).trimEnd().length });
  const { path, text, start, end } = lines;
  const isLast = isJson(value) && !/,\s*$/u.test(textOf(lines));
  const before = isLast ? text.slice(0, start).replace(/,(\s*)$/u, '$1') : text.slice(0, start);
  return { edits: { [path]: before + text.slice(end) }, at: { path } };
}

/** One more entry above one of the same object: as YAML writes it, or as JSON does. */
export function aboveEntry(
  { key, value }: ApiEntry,
  { yaml, json, mark }: { readonly yaml: string; readonly json: string; readonly mark?: string },
): PlantedFault | null {
  // The first key of a list's item has a dash on its line.
  if (key === null || textOf({ ...wholeLines(key), end: key.start }).trim() !== '') return null;
  return isJson(value) ? put(atStart(key), `${json}, `, mark) : above(key, yaml, mark);
}

/** Schemas that answers give, and no request takes: what leads to them is followed through other schemas. */
export function answeredOnly(api: Data): ReadonlySet<string> {
  const schemas = ((api['components'] as Data | undefined)?.['schemas'] ?? {}) as Data;
  const operations = Object.values((api['paths'] ?? {}) as Record<string, Data>).flatMap((path) =>
    METHODS.flatMap((name) => path[name] ?? []),
  );
  const asked = reached(
    schemas,
    (operations as Data[]).map(({ requestBody, parameters, callbacks }) => [requestBody, parameters, callbacks]),
  );
  const requests = reached(schemas, (api['components'] as Data | undefined)?.['requestBodies']);
  const answered = reached(
    schemas,
    (operations as Data[]).map(({ responses }) => responses),
  );
  return new Set([...answered].filter((name) => !asked.has(name) && !requests.has(name)));
}

function reached(schemas: Data, from: unknown, seen = new Set<string>()): ReadonlySet<string> {
  for (const [, name = ''] of (JSON.stringify(from) ?? '').matchAll(/"#\/components\/schemas\/([^"]+)"/gu)) {
    if (seen.has(name)) continue;
    seen.add(name);
    reached(schemas, schemas[name], seen);
  }
  return seen;
}
