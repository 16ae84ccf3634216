import { basePath, type Change } from '../../../domain/change.ts';
import { AdapterError } from '../../../domain/error.ts';
import type { Tree } from '../../../domain/tree.ts';
import { pomPackages, type PomPackage, pomTree } from '../../../formats/manifest/pom-packages.ts';
import { type Pom, readPom } from '../../../formats/manifest/pom.ts';
import { placeOf } from '../place.ts';
import type { Lock } from './find-vulnerable.ts';

export interface PomLocks {
  readonly locks: readonly Lock[];
  /** What was not looked up, in words. */
  readonly caveats: readonly string[];
}

const MAX_CHARACTERS = 4_000_000;
const MOST_NAMED = 5;

/** Both sides of what the `pom.xml` files that a change touches, or that inherit from one, use: the versions that the repository itself says. */
export async function pomLocks({
  change,
  base,
  head,
}: {
  readonly change: Change;
  readonly base: Tree;
  readonly head: Tree;
}): Promise<PomLocks> {
  const changed = new Set(change.files.flatMap((file) => [file.path, basePath(file)]).filter(isPom));
  if (changed.size === 0) return { locks: [], caveats: [] };
  const sides = [
    { side: 'base', tree: base, ...packagesIn(await pomsIn(base, new Set())) },
    { side: 'head', tree: head, ...packagesIn(await pomsIn(head, changed)) },
  ] as const;
  const asked = new Set(
    sides.flatMap(({ byPom }) => [...byPom].filter(([, { made }]) => made.some((path) => changed.has(path))).map(([path]) => path)),
  );
  const locks: Lock[] = [];
  for (const { side, tree, byPom } of sides) {
    const packages = [...byPom].filter(([path]) => asked.has(path)).flatMap(([, one]) => one.packages);
    for (const [path, own] of Map.groupBy(packages, ({ at }) => at))
      locks.push(lockOf({ side, path, text: (await tree.read(path)) ?? '' }, own));
  }
  const ofHead = [...sides[1].byPom].filter(([path]) => asked.has(path)).map(([, one]) => one);
  const unknown = new Set(ofHead.flatMap((one) => one.unknown));
  const known = new Set(ofHead.flatMap((one) => one.packages.map(({ name }) => name)));
  return { locks, caveats: caveatsFor(unknown.difference(known), known) };
}

/** Where a program is asked, which is given lockfiles alone. */
export function unaskedPoms(change: Change): string[] {
  const isTouched = change.files.some(({ path, status }) => status !== 'deleted' && isPom(path));
  return isTouched ? ['dependencies of pom.xml not looked up: without a lockfile only a folder of OSV records is asked about them'] : [];
}

function isPom(path: string): boolean {
  return /(?:^|\/)pom\.xml$/.test(path) && placeOf(path) !== 'test' && !/(?:^|\/)(?:src\/(?:test|it)|node_modules)\//.test(path);
}

/** One that the change writes must be readable: what it uses would be missing from the answer. */
async function pomsIn(tree: Tree, needed: ReadonlySet<string>): Promise<ReadonlyMap<string, Pom>> {
  const poms = new Map<string, Pom>();
  for (const path of tree.paths.filter(isPom)) {
    const text = (await tree.read(path)) ?? '';
    try {
      if (text.length <= MAX_CHARACTERS) poms.set(path, readPom(text));
    } catch (cause) {
      // Without one that the change leaves alone, what inherits from it has versions that are not known, which is counted.
      if (!(cause instanceof AdapterError) && !(cause instanceof SyntaxError)) throw cause;
    }
    if (needed.has(path) && !poms.has(path))
      throw new AdapterError('LOCKFILE_UNREADABLE', `${path} cannot be read, so nobody can say whether what it uses is vulnerable`);
  }
  return poms;
}

function packagesIn(poms: ReadonlyMap<string, Pom>) {
  const tree = pomTree(poms);
  return { byPom: new Map([...poms.keys()].map((path) => [path, pomPackages(path, tree)] as const)) };
}

function lockOf(place: Pick<Lock, 'side' | 'path' | 'text'>, packages: readonly PomPackage[]): Lock {
  const byId = new Map(packages.map((one) => [`${one.name}:${one.version}`, one]));
  return {
    ...place,
    graph: {
      ecosystem: 'maven',
      importers: [],
      packages: [...byId].map(([id, { name, version, request }]) => ({
        id,
        name,
        as: name,
        version,
        source: { kind: 'registry', url: null },
        integrity: [],
        hasInstallScript: null,
        licence: null,
        dependsOn: [],
        needsNoIntegrity: true,
        mark: `<artifactId>${request.artifact}</artifactId>`,
        line: request.versionLine,
      })),
    },
  };
}

function caveatsFor(unknown: ReadonlySet<string>, known: ReadonlySet<string>): string[] {
  if (unknown.size + known.size === 0) return [];
  const named = [...unknown].slice(0, MOST_NAMED).join(', ');
  const more = unknown.size > MOST_NAMED ? ' …' : '';
  return [
    ...(unknown.size === 0
      ? []
      : [
          `${unknown.size} of ${unknown.size + known.size} dependencies of pom.xml not looked up, as the repository does not say their version: ${named}${more}`,
        ]),
    'what the dependencies of pom.xml bring along not looked up: there is no lockfile',
  ];
}
