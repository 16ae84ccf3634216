import { posix } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { AdapterError } from '../../domain/error.ts';
import { type GradleBuild, readGradleBuild } from '../../formats/manifest/gradle-build.ts';
import { type CatalogEntry, readGradleCatalog } from '../../formats/manifest/gradle-catalog.ts';
import { type Pom, readPom } from '../../formats/manifest/pom.ts';

export type JavaManifest =
  | { readonly kind: 'pom'; readonly pom: Pom }
  | { readonly kind: 'build'; readonly build: GradleBuild }
  | { readonly kind: 'catalog'; readonly entries: readonly CatalogEntry[]; readonly text: string };

const POM = /(^|\/)(pom\.xml|\.mvn\/extensions\.xml)$/;
const CATALOG = /\.versions\.toml$/;
const BUILD = /\.gradle(\.kts)?$/;

/** A `pom.xml`, a script of Gradle or a catalog of versions. */
export function isJavaManifest(path: string): boolean {
  return POM.test(path) || CATALOG.test(path) || BUILD.test(path);
}

/** Where the wrappers of Gradle and Maven are told which of these to fetch. */
export function isWrapperSettings(path: string): boolean {
  return /^(gradle|maven)-wrapper\.properties$/.test(posix.basename(path));
}

/** What Gradle holds everything against that it fetches. */
export function isVerification(path: string): boolean {
  return /(^|\/)gradle\/verification-metadata\.xml$/.test(path);
}

/** No person writes more into one. */
const MAX_CHARACTERS = 4_000_000;

/** Throws SyntaxError, or what a reader of TOML throws. */
export function readJavaManifest(path: string, text: string): JavaManifest {
  if (text.length > MAX_CHARACTERS) throw new SyntaxError(`it has more than ${MAX_CHARACTERS} characters (line 1)`);
  if (CATALOG.test(path)) return { kind: 'catalog', entries: readGradleCatalog(parseToml(text)), text };
  if (BUILD.test(path)) return { kind: 'build', build: readGradleBuild(text) };
  try {
    return { kind: 'pom', pom: readPom(text) };
  } catch (error) {
    if (error instanceof AdapterError) throw new SyntaxError(error.message.replace('the report', 'it'), { cause: error });
    throw error;
  }
}
