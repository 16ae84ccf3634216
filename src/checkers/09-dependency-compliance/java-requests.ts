import type { CatalogEntry } from '../../formats/manifest/gradle-catalog.ts';
import { fill, fillPom as fillIn, parentOf, type PomAt, pomName } from '../../formats/manifest/pom-tree.ts';
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
    if (one.kind === 'parent' && parentOf(path, pomsOf(side)) !== null) return [];
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

function nameOf(one: { readonly group: string; readonly artifact: string }, path: string, side: Java): string {
  return pomName(one, path, pomsOf(side));
}

function pomsOf({ java }: Java): PomAt {
  return (path) => {
    const found = java.get(path);
    return found?.kind === 'pom' ? found.pom : null;
  };
}

/** A text of a `pom.xml` with its properties, and those of parents that are in the repository. */
export function fillPom(text: string, path: string, side: Java): string {
  return fillIn(text, path, pomsOf(side));
}
