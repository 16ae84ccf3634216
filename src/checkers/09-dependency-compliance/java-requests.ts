import { posix } from 'node:path';
import type { CatalogEntry } from '../../formats/manifest/gradle-catalog.ts';
import type { Pom } from '../../formats/manifest/pom.ts';
import type { Dependencies } from './dependency-files.ts';
import { lineOfName } from './line-of.ts';

/** What a manifest of Maven or Gradle asks for. */
export interface JavaRequest {
  readonly path: string;
  /** `group:artifact` */
  readonly name: string;
  /** With what it names filled in; null where something else decides, and where `$` stands in it that could not be filled in. */
  readonly version: string | null;
  /** The scope of Maven, the configuration of Gradle. */
  readonly scope: string;
  /** A file that it is taken from; null for a repository. */
  readonly file: string | null;
  readonly line: number;
  readonly versionLine: number;
}

type Java = Pick<Dependencies, 'java'>;

/** Of the whole tree; what a build takes from a catalog is in the catalog. */
export function javaRequests(side: Java): JavaRequest[] {
  return [...side.java].flatMap(([path, manifest]): JavaRequest[] => {
    if (manifest.kind === 'pom') return ofPom(path, manifest.pom, side);
    if (manifest.kind === 'catalog')
      return manifest.entries.map((one) => {
        const line = lineOfEntry(manifest.text, one);
        const versionLine = one.versionKey === null ? line : lineOfName(manifest.text, one.versionKey);
        return { path, name: one.name, version: one.version, scope: 'catalog', file: null, line, versionLine };
      });
    return manifest.build.requests
      .filter(({ isAccessor }) => !isAccessor)
      .map(({ configuration, name, version, line }) => ({
        path,
        name,
        version: version === null ? null : fill(version, (key) => manifest.build.names.get(key)),
        scope: configuration,
        file: null,
        line,
        versionLine: line,
      }));
  });
}

/** Packages of the repository itself. */
export function ownJava(side: Java): ReadonlySet<string> {
  return new Set(
    [...side.java].flatMap(([path, manifest]) =>
      manifest.kind === 'pom' ? [nameOf({ group: manifest.pom.group ?? '', artifact: manifest.pom.artifact ?? '' }, path, side)] : [],
    ),
  );
}

/** A version may have the same key; the entry names the group or the id too. */
function lineOfEntry(text: string, { alias, name }: CatalogEntry): number {
  const key = new RegExp(`^\\s*["']?${alias.replace(/[.]/g, '[-_.]')}["']?\\s*=`);
  const [group = ''] = name.split(':');
  return text.split('\n').findIndex((line) => key.test(line) && line.includes(group)) + 1 || 1;
}

function ofPom(path: string, pom: Pom, side: Java): JavaRequest[] {
  return pom.requests.flatMap((one): JavaRequest[] => {
    // The parent of a folder of the repository is none that is fetched.
    if (one.kind === 'parent' && parentOf(path, pom, side) !== null) return [];
    return [
      {
        path,
        name: nameOf(one, path, side),
        version: one.version === null ? null : fillPom(one.version, path, side),
        scope: one.kind === 'dependency' ? (one.scope ?? 'compile') : one.kind,
        file: one.systemPath === null ? null : fillPom(one.systemPath, path, side),
        line: one.line,
        versionLine: one.versionLine,
      },
    ];
  });
}

function nameOf({ group, artifact }: { readonly group: string; readonly artifact: string }, path: string, side: Java): string {
  return `${fillPom(group, path, side)}:${fillPom(artifact, path, side)}`;
}

function parentOf(path: string, { parentPath }: Pom, { java }: Java): readonly [string, Pom] | null {
  if (parentPath === null) return null;
  const meant = posix.join(posix.dirname(path), parentPath);
  for (const one of [meant, posix.join(meant, 'pom.xml')]) {
    const found = java.get(one);
    if (found?.kind === 'pom' && one !== path) return [one, found.pom];
  }
  return null;
}

const MAX_PARENTS = 20;

/** A text of a `pom.xml` with its properties, and those of parents that are in the repository. */
export function fillPom(text: string, path: string, side: Java): string {
  return fill(text, (key) => {
    let [at, depth] = [path, 0];
    for (let found = side.java.get(path); found?.kind === 'pom' && depth < MAX_PARENTS; depth += 1) {
      const { pom } = found;
      const own = pom.properties.get(key) ?? ofProject(key.replace(/^(?:project|pom)\./, ''), pom);
      if (own !== undefined) return own;
      const parent = parentOf(at, pom, side);
      if (parent === null) return undefined;
      [at] = parent;
      found = side.java.get(at);
    }
    return undefined;
  });
}

function ofProject(key: string, { group, artifact, version, requests }: Pom): string | undefined {
  switch (key) {
    case 'version':
      return version ?? undefined;
    case 'groupId':
      return group ?? undefined;
    case 'artifactId':
      return artifact ?? undefined;
    case 'parent.version':
      return requests.find(({ kind }) => kind === 'parent')?.version ?? undefined;
    default:
      return undefined;
  }
}

const MAX_ROUNDS = 10;
const MAX_FILLED = 1000;

/** Fills in `${name}` and `$name`; nothing that grows without end. */
function fill(text: string, valueOf: (key: string) => string | undefined): string {
  let filled = text;
  for (let round = 0; round < MAX_ROUNDS && filled.includes('$'); round += 1) {
    const next = filled.replace(/\$\{([^{}$]+)\}|\$([A-Za-z][\w.]*)/g, (whole, braced?: string, plain?: string) => {
      return valueOf(braced?.trim() ?? plain ?? '') ?? whole;
    });
    if (next === filled || next.length > MAX_FILLED) return filled;
    filled = next;
  }
  return filled;
}
