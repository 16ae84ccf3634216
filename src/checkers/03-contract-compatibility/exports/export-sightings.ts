import { posix } from 'node:path';
import { basePath, type ChangedFile } from '../../../domain/change.ts';
import type { Tree } from '../../../domain/tree.ts';
import { sourceLanguage } from '../../../syntax/parse-source.ts';
import type { ContractTrees } from '../contract-trees.ts';
import { effectOf, type ExportKind } from '../kinds.ts';
import type { ContractSighting } from '../sighting.ts';
import { saysBroken } from '../version-bump.ts';
import { announcedMajor, releaseAdvice } from './announced-major.ts';
import { compareSurfaces, type Place } from './compare-exports.ts';
import { type LossPlace, placeOfLoss } from './loss-place.ts';
import { type ManifestPlaces, manifestPlaces } from './manifest-places.ts';
import { moduleRecord } from './module-record.ts';
import { narrowing } from './node-range.ts';
import { fieldsIn, isBuilt, manifestOf, type PublishedPackage, publishedPackage, sourceOf, type Subpath } from './published-package.ts';
import { parsed, surfaces } from './surface.ts';

/** What the changed packages take away from those who import them. */
export async function exportSightings(trees: ContractTrees): Promise<readonly ContractSighting[]> {
  const sightings: ContractSighting[] = [];
  for (const folder of await touchedPackages(trees)) {
    const was = await publishedPackage(trees.base, folder);
    if (was === null) continue;
    const there = await publishedPackage(trees.head, folder);
    const is = there?.name === was.name ? there : await publishedElsewhere(trees.head, was.name);
    if (is === null) {
      const text = await trees.head.read(posix.join(folder, 'package.json'));
      const isPrivate = text !== null && fieldsIn(text)?.['private'] === true;
      const at = (await manifestPlaces(trees.head, folder)).at(isPrivate ? 'private' : 'name');
      sightings.push(sightingOf({ kind: 'package-withdrawn', at, name: was.name, text: 'is not published any more' }));
      continue;
    }
    if (saysBroken(was.version, is.version) || (await announcedMajor(trees.head, is))) continue;
    const places = await manifestPlaces(trees.head, is.folder);
    const found = [...compareManifests({ was, is, places }), ...(await compareEntries({ was, is, places }, trees))];
    const advice = found.some(({ severity }) => severity === undefined) ? await releaseAdvice(trees.head, is) : () => '';
    // What is found stays the same, whatever is advised.
    sightings.push(...found.map((one) => (one.severity === undefined ? { ...one, message: one.message + advice(one.message) } : one)));
  }
  return sightings;
}

/** A package that moved to another folder of the tree. */
async function publishedElsewhere(tree: Tree, name: string): Promise<PublishedPackage | null> {
  for (const path of tree.paths) {
    if (posix.basename(path) !== 'package.json' || /(^|\/)node_modules\//.test(path)) continue;
    const found = await publishedPackage(tree, posix.dirname(path));
    if (found?.name === name) return found;
  }
  return null;
}

/** Packages nobody installs by their name, published or not. */
const APART =
  /(?:^|\/)(?:test|tests|__tests__|spec|bench|benchmarks?|docs?|website|scripts|examples?|fixtures|e2e|playground|node_modules)(?:\/|$)/;

/** Folders of the packages of which something changed that others may have relied on. */
async function touchedPackages({ change, base, head, isPublished, inScope, examined }: ContractTrees): Promise<ReadonlySet<string>> {
  const folders = new Set<string>();
  const published = new Map<string, boolean>();
  for (const file of change.files) {
    const path = basePath(file);
    const isManifest = posix.basename(path) === 'package.json';
    if (file.status === 'added' || !isPublished(path) || (!isManifest && sourceLanguage(path) === null)) continue;
    const folder = packageAbove(base, path);
    if (folder === null || APART.test(folder)) continue;
    const isOfPackage = published.get(folder) ?? (await manifestOf(base, folder)) !== null;
    published.set(folder, isOfPackage);
    if (!isOfPackage) continue;
    const loss = isManifest ? 'some' : await lossOf(file, base, head);
    if (loss === 'nothing to lose') continue;
    inScope([file.path]);
    if (loss !== 'unread') examined([file.path]);
    if (loss !== 'none') folders.add(folder);
  }
  return folders;
}

/** Most changes of a module take nothing away from what it offers: whole packages are not read for them. */
async function lossOf(file: ChangedFile, base: Tree, head: Tree): Promise<'nothing to lose' | 'none' | 'some' | 'unread'> {
  const was = await parsed(base, basePath(file));
  if (was === null) return 'nothing to lose';
  if (!head.has(file.path) || file.status === 'renamed') return 'some';
  const before = moduleRecord(was);
  if (before.declared.size + before.forwarded.size + before.stars.size === 0) return 'nothing to lose';
  const is = await parsed(head, file.path);
  if (is === null) return 'unread';
  const after = moduleRecord(is);
  const gone = compareSurfaces(
    { names: asNames(before.declared), isOpen: false, stars: new Map() },
    { names: asNames(after.declared), isOpen: false, stars: new Map() },
  );
  const isForwarded = [...before.forwarded].every(([name, one]) => {
    const other = after.forwarded.get(name);
    return other !== undefined && other.from === one.from && other.name === one.name && other.isType === one.isType;
  });
  return gone.length > 0 || !isForwarded || [...before.stars.keys()].some((star) => !after.stars.has(star)) ? 'some' : 'none';
}

function asNames(declared: ReturnType<typeof moduleRecord>['declared']) {
  return new Map([...declared].map(([name, one]) => [name, { declared: one, path: '', trail: [] }]));
}

function packageAbove(tree: Tree, path: string): string | null {
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    if (tree.has(posix.join(folder, 'package.json'))) return folder;
    if (folder === '.' || folder === '/') return null;
  }
}

interface Packages {
  readonly was: PublishedPackage;
  readonly is: PublishedPackage;
  /** In the manifest of the judged tree. */
  readonly places: ManifestPlaces;
}

function compareManifests({ was, is, places }: Packages): ContractSighting[] {
  const say = (kind: ExportKind, steps: readonly string[], { text, name = was.name }: { readonly text: string; readonly name?: string }) =>
    sightingOf({ kind, at: places.at(...steps), name, text });
  const sightings: ContractSighting[] = [];
  if (was.hasExports && is.hasExports) {
    for (const [key, { conditions }] of was.subpaths) {
      const now = is.subpaths.get(key);
      if (now === undefined && !isCovered(key, is))
        sightings.push(say('subpath-removed', ['exports', key], { text: 'cannot be imported any more', name: specifierOf(was, key) }));
      if (now === undefined) continue;
      const gone = ['import', 'require'].filter(
        (one) =>
          conditions.has(one) && !now.conditions.has(one) && !['default', 'node', 'module-sync'].some((other) => now.conditions.has(other)),
      );
      const text = `has no \`${gone.join('`, `')}\` any more`;
      if (gone.length > 0) sightings.push(say('condition-removed', ['exports', key], { text, name: specifierOf(was, key) }));
    }
  } else if (!was.hasExports && is.hasExports && !['./*', './**'].some((key) => is.subpaths.has(key)))
    sightings.push(say('exports-closed', ['exports'], { text: 'names in `exports` what can be imported; before it was every file' }));
  for (const command of was.commands)
    if (!is.commands.has(command))
      sightings.push(say('command-removed', ['bin', command], { text: `has no command \`${command}\` any more` }));
  const narrower = is.node === null ? 'none' : narrowing(was.node ?? '*', is.node);
  if (narrower === 'some' || narrower === 'line') {
    const text = `runs on Node ${is.node}, ${was.node === null ? 'and said nothing of it before' : `${was.node} before`}`;
    // What was never said nobody took away.
    const isSure = narrower === 'line' && was.node !== null && !(was.isProgram && is.isProgram);
    sightings.push(say(isSure ? 'engine-raised' : 'engine-narrowed', ['engines', 'node'], { text }));
  }
  return sightings;
}

function isCovered(key: string, { subpaths }: PublishedPackage): boolean {
  return [...subpaths.keys()].some((pattern) => {
    const [before = '', after] = pattern.split('*');
    if (after === undefined) return false;
    // `./a/` was how a folder was named before there were patterns.
    return key.endsWith('/')
      ? key.startsWith(before)
      : key.startsWith(before) && key.endsWith(after) && key.length > before.length + after.length;
  });
}

async function compareEntries({ was, is, places }: Packages, trees: ContractTrees): Promise<ContractSighting[]> {
  const { base, head } = trees;
  const [before, after] = [surfaces(base), surfaces(head)];
  const sightings = new Map<string, ContractSighting>();
  const told = new Set<string>();
  for (const [key, { files, targets }] of inOrder(was.subpaths)) {
    const now = is.subpaths.get(key);
    if (now === undefined || files.length === 0) continue;
    for (const target of targets) {
      // What is built may still come from where nobody can follow.
      if (isBuilt(target) || !now.targets.includes(target) || !base.has(posix.join(was.folder, target))) continue;
      if (sourceOf({ tree: head, folder: is.folder, target, key, builds: is.builds }) !== null) continue;
      const text = `leads to ${target}, which is gone`;
      sightings.set(
        `${key} ${target}`,
        sightingOf({ kind: 'subpath-removed', at: places.ofTarget(key, target), name: specifierOf(was, key), text }),
      );
    }
    if (now.files.length === 0) continue;
    for (const file of files) {
      // An entry that moved is compared with the one of its kind.
      const other = now.files.includes(file) ? file : now.files.find((one) => isTyped(one) === isTyped(file));
      if (other === undefined) continue;
      for (const { kind: found, name, was: old, at: fresh, text } of compareSurfaces(await before(file), await after(other))) {
        // `lib/_internal` promises as little as `_name` does.
        const kind = found === 'export-removed' && /\/(?:_|internals?\b)/.test(key) ? 'unpromised-export-removed' : found;
        const id = `${kind} ${key} ${name} ${text}`;
        if (sightings.has(id)) continue;
        const at = fresh ?? (await placeOfLoss(old.trail, trees)) ?? { path: other, line: null };
        // What several paths hand on is lost once; by how many of them is no other loss.
        const loss = [kind, at.path, at.line, name, text].join('\0');
        if (at.line !== null && told.has(loss)) continue;
        told.add(loss);
        sightings.set(id, sightingOf({ kind, at, name: `${specifierOf(was, key)}: \`${name}\``, text }));
      }
    }
  }
  return [...sightings.values()];
}

/** The package itself first: what it hands on is known by that. */
function inOrder(subpaths: PublishedPackage['subpaths']): readonly (readonly [string, Subpath])[] {
  return [...subpaths].toSorted(([one], [other]) => Number(other === '.') - Number(one === '.'));
}

function isTyped(path: string): boolean {
  return /\.d\.[cm]?ts$/.test(path);
}

function specifierOf({ name }: PublishedPackage, key: string): string {
  return key === '.' ? name : `${name}${key.slice(1)}`;
}

function sightingOf({
  kind,
  at: { path, line, isNear = false },
  name,
  text,
}: {
  readonly kind: ExportKind;
  readonly at: Place & Partial<LossPlace>;
  readonly name: string;
  readonly text: string;
}): ContractSighting {
  const message = `${name} ${text}`;
  const isBreak = effectOf(kind, 'sent') === 'breaking';
  return {
    rule: 'export-break',
    path,
    ...(line === null ? {} : { range: { startLine: line }, isOfFile: isNear }),
    code: `${kind} ${message}`,
    message,
    ...(isBreak ? {} : { severity: 'warning' }),
  };
}
