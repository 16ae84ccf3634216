import { posix } from 'node:path';
import type { Tree } from '../../../domain/tree.ts';
import { packageName } from '../../../syntax/package-name.ts';
import { type ParsedSource, parseSource } from '../../../syntax/parse-source.ts';
import { resolveRelative } from '../../../syntax/resolve-relative.ts';
import { asType, type Declared, type Forwarded, type ModuleRecord, moduleRecord, UNKNOWN } from './module-record.ts';
import { isFields } from '../spot.ts';
import { fieldsIn } from './published-package.ts';

/** A name that can be imported, and the file that says what it is. */
export interface Offered {
  readonly declared: Declared;
  readonly path: string;
  /** From the entry to where it is declared. */
  readonly trail: readonly Step[];
}

/** A module that offers a name, or all of another module. */
export interface Step {
  readonly path: string;
  /** Null for all of another module. */
  readonly name: string | null;
  /** The other module, as it is written; what the name is called inside. */
  readonly of: string;
  readonly line: number;
  /** Where it says that it is for the compiler alone; null where it does not. */
  readonly typeLine: number | null;
}

export interface Surface {
  readonly names: ReadonlyMap<string, Offered>;
  /** It offers more than syntax and this tree tell: what a program makes, what cannot be parsed, packages that may be anything. */
  readonly isOpen: boolean;
  /** Where everything is handed on from, as far as it is known again in another tree; true where it was followed. */
  readonly stars: ReadonlyMap<string, boolean>;
}

/** Files of one package that are followed; more is not followed, and the surface is open. */
const MOST_FILES = 3000;
const MOST_CHARACTERS = 2_000_000;

/** Reads the modules of one tree, each once. */
export function surfaces(tree: Tree): (entry: string) => Promise<Surface> {
  const records = new Map<string, ModuleRecord | null>();
  const recordOf = async (path: string): Promise<ModuleRecord | null> => {
    const known = records.get(path);
    if (known !== undefined) return known;
    const source = records.size < MOST_FILES ? await parsed(tree, path) : null;
    const record = source === null ? null : moduleRecord(source);
    records.set(path, record);
    return record;
  };

  return async (entry) => {
    const names = new Map<string, Offered>();
    const stars = new Map<string, boolean>();
    let isOpen = false;
    const seen = new Set<string>();
    const open: { readonly path: string; readonly trail: readonly Step[] }[] = [{ path: entry, trail: [] }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { path, trail } = next;
      if (seen.has(path)) continue;
      seen.add(path);
      const record = await recordOf(path);
      isOpen ||= record === null || record.isOpen;
      if (record === null) continue;
      // What a module says itself hides what a star brings, and a star hands on no default.
      const offer = (name: string, one: Offered) => {
        if (!names.has(name) && (name !== 'default' || path === entry)) names.set(name, one);
      };
      for (const [name, declared] of record.declared) offer(name, { declared, path, trail: [...trail, ...stepOf(path, name, record)] });
      for (const [name, origin] of record.forwarded) {
        const found = await originOf({ tree, recordOf, path, trail: [...trail, ...stepOf(path, name, record)], ...origin });
        if (found !== null) offer(name, found);
      }
      for (const [star, line] of record.stars) {
        const target = star.startsWith('.') ? resolveRelative(tree, path, star) : null;
        const source = star.startsWith('.') ? posix.join(posix.dirname(path), star) : await releasedPackage(tree, path, star);
        if (source === null) isOpen = true;
        else stars.set(source, target !== null);
        if (target !== null) open.push({ path: target, trail: [...trail, { path, name: null, of: star, line, typeLine: null }] });
      }
    }
    return { names, isOpen, stars };
  };
}

function stepOf(path: string, name: string, { sayings }: ModuleRecord): readonly Step[] {
  const said = sayings.get(name);
  return said === undefined ? [] : [{ path, name, of: said.local, line: said.line, typeLine: said.typeLine }];
}

/** A package with the version that is asked for: the same one hands on the same. Null where it may be anything, as one of the same repository. */
async function releasedPackage(tree: Tree, path: string, specifier: string): Promise<string | null> {
  const name = packageName(specifier);
  if (name === null) return null;
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    const text = await tree.read(posix.join(folder, 'package.json'));
    const manifest = text === null ? null : fieldsIn(text);
    for (const key of ['dependencies', 'peerDependencies', 'devDependencies']) {
      const asked = manifest?.[key];
      const range = isFields(asked) ? asked[name] : undefined;
      if (typeof range === 'string') return /^[\^~]?\d/.test(range) ? `${specifier} ${range}` : null;
    }
    if (folder === '.' || folder === '/') return null;
  }
}

interface Origin {
  readonly tree: Tree;
  readonly recordOf: (path: string) => Promise<ModuleRecord | null>;
  readonly path: string;
  readonly trail: readonly Step[];
  readonly from: string;
  readonly name: string;
  readonly isType: boolean;
}

/** Where a name that is handed on is written; where it was last seen when that cannot be followed; null when it surely is nowhere. */
async function originOf({ tree, recordOf, path, ...origin }: Origin): Promise<Offered | null> {
  let at = path;
  let next: Forwarded = origin;
  let isType = origin.isType;
  const trail = [...origin.trail];
  for (let hops = 0; hops < 30; hops += 1) {
    const target = next.from.startsWith('.') && next.name !== '*' ? resolveRelative(tree, at, next.from) : null;
    const record = target === null ? null : await recordOf(target);
    if (target === null || record === null) break;
    trail.push(...stepOf(target, next.name, record));
    const declared = record.declared.get(next.name);
    if (declared !== undefined) return { declared: isType ? asType(declared) : declared, path: target, trail };
    const further = record.forwarded.get(next.name);
    if (further === undefined) {
      if (!record.isOpen && record.stars.size === 0) return null;
      break;
    }
    at = target;
    next = further;
    isType ||= further.isType;
  }
  return { declared: isType ? asType(UNKNOWN) : UNKNOWN, path: at, trail };
}

/** Null: no program that can be read. */
export async function parsed(tree: Tree, path: string): Promise<ParsedSource | null> {
  if (tree.entry(path)?.mode.startsWith('100') !== true) return null;
  const text = await tree.read(path);
  if (text === null || text.length > MOST_CHARACTERS) return null;
  const source = parseSource(path, text);
  return source?.problem === null ? source : null;
}
