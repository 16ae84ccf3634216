import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { readBraces } from '../../syntax/braces/read-braces.ts';
import type { FileVersion } from './file-pair.ts';
import { isIgnoredByGit } from './git-ignore.ts';
import { isSamplePath } from './place.ts';
import type { Sighting } from './rules.ts';

const IMPORT = /^[^\S\n]*import\s+(?<static>static\s+)?(?<name>[\w.]+)(?<all>\s*\.\s*\*)?\s*;/gm;
/** Languages whose classes Java imports. */
const SOURCE = /\.(?:java|kt|groovy|scala)$/;
/** What other programs write classes from. */
const SCHEMA = /\.(?:proto|xml|xjb|xsd|wsdl|soy|g4|jj|thrift|avsc|avdl|fbs|smithy|json|ya?ml|properties|gradle|kts)$/;
/** Where annotation processors and compilers of schemas write classes beside the sources, by the names they give. */
const GENERATED =
  /^(?:Q[A-Z]\w*|\w*_\w*|Auto[A-Z]\w*|Dagger\w+|Immutable\w+|Hilt\w+|BuildConfig|R|\w+(?:Grpc|OuterClass|Proto|Protos|Impl|Factory|Builder|Mapper|Parser|Lexer|BaseVisitor|BaseListener|Version|Constants))$/;

/** Imports of Java from a package of the tree that the tree does not have, or of a class that such a package does not have. */
export async function unknownJavaClasses({ path, text, isTooLarge }: FileVersion, tree: Tree): Promise<Sighting[]> {
  if (!path.endsWith('.java') || isTooLarge || isSamplePath(path)) return [];
  const source = readBraces(text, 'java');
  const found: Sighting[] = [];
  for (const { 0: whole, index, groups } of source.plain.matchAll(IMPORT)) {
    const asked = importedBy(groups?.['name'] ?? '', { isAll: groups?.['all'] !== undefined, isStatic: groups?.['static'] !== undefined });
    if (asked === null || (await isKnown(asked, { path, tree }))) continue;
    const name = [asked.package, asked.name].filter((part) => part !== null).join('.');
    found.push({
      rule: 'unresolved-import',
      message: `${name} is in no source of the tree, which has the package ${ownAbove(asked.package, packagesOf(tree)) ?? ''}`,
      path,
      range: { startLine: source.lineOf(index + whole.length) },
      code: name,
    });
  }
  return found;
}

interface Asked {
  readonly package: string;
  /** The class of the file; null for all classes of the package. */
  readonly name: string | null;
}

/** A package has a small letter first, a class a large one. */
function importedBy(name: string, { isAll, isStatic }: { readonly isAll: boolean; readonly isStatic: boolean }): Asked | null {
  const parts = name.split('.');
  const first = parts.findIndex((part) => /^[A-Z]/.test(part));
  if (first === 0 || (first === -1 && (!isAll || isStatic))) return null;
  return first === -1 ? { package: name, name: null } : { package: parts.slice(0, first).join('.'), name: parts[first] ?? null };
}

const known = new WeakMap<Tree, ReadonlyMap<string, ReadonlySet<string>>>();

/** The packages of the tree with the names of their files, by where the files lie: `src/main/java/a/b/C.java`, whatever is before. */
function packagesOf(tree: Tree): ReadonlyMap<string, ReadonlySet<string>> {
  const before = known.get(tree);
  if (before !== undefined) return before;
  const packages = new Map<string, Set<string>>();
  for (const path of tree.paths) {
    if (!SOURCE.test(path)) continue;
    const [, folder] = /(?:^|\/)(?:java|kotlin|groovy|scala|src|main|test)\/((?:[a-z_]\w*\/)+)[^/]+$/.exec(path) ?? [];
    if (folder === undefined) continue;
    const name = folder
      .slice(0, -1)
      .replaceAll('/', '.')
      .replace(/^.*\b(?:java|kotlin|groovy|scala)\.(?=\w+\.)/, '');
    const files = packages.get(name) ?? new Set();
    packages.set(name, files.add(posix.basename(path).replace(SOURCE, '')));
  }
  known.set(tree, packages);
  return packages;
}

/** The package of the tree that it is, or that it is below of, of three names at least: others may share fewer. */
function ownAbove(name: string, packages: ReadonlyMap<string, unknown>): string | null {
  const parts = name.split('.');
  for (let count = parts.length; count > 2; count -= 1) {
    const above = parts.slice(0, count).join('.');
    if (packages.has(above)) return above;
  }
  return null;
}

interface Place {
  readonly path: string;
  readonly tree: Tree;
}

async function isKnown(asked: Asked, { path, tree }: Place): Promise<boolean> {
  const packages = packagesOf(tree);
  if (ownAbove(asked.package, packages) === null) return true;
  const files = packages.get(asked.package);
  if (asked.name === null ? files !== undefined : files?.has(asked.name)) return true;
  if (asked.name !== null && GENERATED.test(asked.name)) return true;
  const folder = asked.package.replaceAll('.', '/');
  if (await isIgnoredByGit(tree, `${posix.dirname(path)}/${folder}/${asked.name ?? 'A'}.java`)) return true;
  return isNamedElsewhere(asked, { path, tree });
}

/**
 * By another file: it declares the class beside one of another name, or takes a class from this package that the tree does not have, and then a library or
 * what is generated has classes of it; or by a schema, which says the package of its classes.
 */
async function isNamedElsewhere({ package: name, name: type }: Asked, { path, tree }: Place): Promise<boolean> {
  const files = packagesOf(tree).get(name);
  const taken = new RegExp(`\\b${name.replaceAll('.', '\\.')}\\.([A-Z]\\w*|\\*)`, 'g');
  const declared = new RegExp(`\\b(?:class|interface|enum|record|object|trait)\\s+${type ?? ''}\\b`);
  for (const one of tree.paths) {
    if (one === path || !(SOURCE.test(one) || SCHEMA.test(one))) continue;
    const text = (await tree.read(one)) ?? '';
    if (!SOURCE.test(one) && text.includes(name)) return true;
    if (!SOURCE.test(one)) continue;
    if (type !== null && declared.test(text)) return true;
    if ([...text.matchAll(taken)].some(([, other = '']) => other === type || files?.has(other) !== true)) return true;
  }
  return false;
}
