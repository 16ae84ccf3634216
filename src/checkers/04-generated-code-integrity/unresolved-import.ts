import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { importsOf, type ModuleImport } from '../../syntax/imports.ts';
import { isAskedFor, isInLockfile } from '../../syntax/declared-packages.ts';
import { isNoEntry } from '../../syntax/package-entries.ts';
import { packageName } from '../../syntax/package-name.ts';
import { couldBeAlias, deadAlias } from '../../syntax/alias.ts';
import type { FileVersion } from './file-pair.ts';
import { isIgnoredByGit } from './git-ignore.ts';
import { isSamplePath, isTestInput, isTestPath } from './place.ts';
import { testCallOf } from '../../syntax/test-call.ts';
import { walk } from '../../syntax/walk.ts';
import type { ParsedSource } from '../../syntax/parse-source.ts';
import { resolveRelative } from '../../syntax/resolve-relative.ts';
import type { Sighting } from './rules.ts';

/** Folders that builds and frameworks write, and so no tree has. */
const WRITTEN =
  /(^|\/)(dist|build|out|esm|cjs|generated|__generated__|\.generated|gen|\.next|\.nuxt|\.svelte-kit|\.astro|\.react-router|\.velite|\.content-collections|pkg|coverage|node_modules)(\/|$)|\/\+types\/|\/\$types(\.|$)|[._-](gen|generated)(\.|$)/;
/** Behind an alias `lib` is where sources are. */
const GENERATED = new RegExp(`(^|/)lib(/|$)|${WRITTEN.source}`);
/** Imports that lead nowhere: to no file of the tree, no package of a manifest or lockfile, nothing built in. */
export async function unresolvedImports(version: FileVersion, tree: Tree): Promise<Sighting[]> {
  const { path, parsed } = version;
  if (parsed === null || parsed.problem !== null) return [];
  const found: Sighting[] = [];
  for (const request of importsOf(parsed)) {
    const message = request.isGuarded ? null : await reasonUnresolved(request, { importer: path, tree });
    if (message !== null)
      found.push({
        rule: 'unresolved-import',
        message,
        path,
        range: { startLine: request.line },
        code: request.specifier,
        ...(isTestInput(path) && !(isTestPath(path) && !isSamplePath(path) && holdsTests(parsed)) ? { severity: 'warning' } : {}),
      });
  }
  return found;
}

/** Then it is no input of tests, whatever it is called. */
function holdsTests({ program }: ParsedSource): boolean {
  let isFound = false;
  walk(program, (node) => {
    isFound ||= testCallOf(node)?.isSuite === false;
    return !isFound;
  });
  return isFound;
}

interface Place {
  readonly importer: string;
  readonly tree: Tree;
}

async function reasonUnresolved({ specifier, isTypeOnly }: ModuleImport, place: Place): Promise<string | null> {
  const { importer, tree } = place;
  if (specifier === '') return null;
  if (/^\.\.?(\/|$)/.test(specifier)) {
    if (resolveRelative(tree, importer, specifier) !== null) return null;
    const target = posix.normalize(posix.join(posix.dirname(importer), specifier));
    if (target.startsWith('../') || isGenerated(target, importer) || (await isIgnoredByGit(tree, target))) return null;
    return (await couldBeAlias({ ...place, specifier })) ? null : `"${specifier}" leads to no file of the tree`;
  }
  if (specifier.startsWith('node:'))
    return isBuiltin(specifier) || specifier === 'node:sqlite' ? null : `Node has no module "${specifier}"`;
  if (specifier.startsWith('#'))
    return (await couldBeAlias({ ...place, specifier })) ? null : `no "imports" of a package.json and no alias names "${specifier}"`;
  const name = packageName(specifier);
  const request = { ...place, name: name ?? '', isTypeOnly };
  if (name !== null && (await isNoEntry(tree, specifier)) && !(await couldBeAlias({ ...place, specifier })))
    return `"${specifier}" is no path that the "exports" of ${name} offer`;
  // What a lockfile holds for others only the checker of dependencies says.
  if (name !== null && ((await isAskedFor(request)) || (await isInLockfile(request)))) return null;
  const target = await deadAlias({ ...place, specifier });
  if (target !== null && !WRITTEN.test(target) && !(await isIgnoredByGit(tree, target)))
    return `"${specifier}" leads to ${target} by an alias, and there is no such file`;
  if (name === null) return null;
  if (await couldBeAlias({ ...place, specifier })) return null;
  return `"${specifier}" is in no package.json, in no lockfile, and no file of the tree`;
}

/** A folder that holds the importer is in the tree, whatever it is called: `lib` is as often where the sources are. */
function isGenerated(target: string, importer: string): boolean {
  const found = GENERATED.exec(target);
  return found !== null && !(found[0].endsWith('/') && importer.startsWith(target.slice(0, found.index + found[0].length)));
}
