import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { importsOf } from '../../syntax/imports.ts';
import { hasLostBraceSubject } from './brace-subject.ts';
import type { FilePair } from './file-pair.ts';
import { isSamplePath, isTestPath } from './place.ts';
import { type ParsedSource, parseSource, sourceLanguage } from '../../syntax/parse-source.ts';
import { resolveRelative } from '../../syntax/resolve-relative.ts';
import type { PlacedTest } from './test-pairs.ts';
import { withoutComments } from '../../syntax/without-comments.ts';

export interface SubjectInput {
  readonly base: Tree;
  readonly head: Tree;
  readonly pairs: readonly FilePair[];
}

interface Subject {
  readonly name: string;
  readonly local: string;
  readonly module: string;
  readonly isThere: boolean;
}

/**
 * Says whether the judged tree still has any of the repository's own code that a test of base mentions, or that it asserts
 * about. A test that mentions none directly (it goes through a server, say) has not lost its subject: nobody can tell.
 */
export function subjectLoss(input: SubjectInput) {
  return async (test: PlacedTest, { base: version }: FilePair): Promise<boolean> => {
    if (version === null) return false;
    if (version.parsed === null) return hasLostBraceSubject(test, version, input.pairs);
    const subjects: Subject[] = [];
    const gone: string[] = [];
    for (const { specifier, names } of importsOf(version.parsed)) {
      const module = specifier.startsWith('.') ? resolveRelative(input.base, version.path, specifier) : null;
      // Fixtures and helpers are not what a test is about.
      if (module !== null && (isTestPath(module) || isSamplePath(module))) continue;
      for (const { imported, local } of names) {
        if (!test.mentions.has(local)) continue;
        if (module !== null) {
          subjects.push({ name: imported, local, module, isThere: await isStillThere(imported, module, input) });
          if (imported === '*' || imported === 'default') gone.push(...(await goneMembers(local, module, { ...input, test })));
        } else if (await isTakenOut(imported, specifier, input)) gone.push(local);
      }
    }
    // `promise.test.js` is about `promise.js`, whatever else it needs.
    const own = subjects.filter(({ module }) => stemOf(module) === stemOf(version.path) && !input.head.has(module));
    if (subjects.length > 0 && (own.length > 0 ? own : subjects).every(({ isThere }) => !isThere)) return true;
    const lost = [...gone, ...subjects.flatMap(({ isThere, local }) => (isThere ? [] : [local]))];
    return isOnlyAbout(test, lost) || asksOnlyWhatGave(test, lost, importedBy(version.parsed));
  };
}

/** What stands around a test instead of being tested. */
const RUNNERS = /^(vitest|@jest\/globals|node:test|node:assert|assert|chai|sinon|ava|@playwright\/test)($|\/)/;

function importedBy(source: ParsedSource): ReadonlySet<string> {
  const names = importsOf(source).flatMap((one) => (RUNNERS.test(one.specifier) ? [] : one.names));
  return new Set(names.map(({ local }) => local));
}

/**
 * Is every assertion about one of these functions, about what it gave, or about how it called a spy? Then nothing else that is imported may be
 * called: the spy could be about that.
 */
function asksOnlyWhatGave(test: PlacedTest, functions: readonly string[], imported: ReadonlySet<string>): boolean {
  const matter = test.matter();
  if (matter === null || matter.subjects.length < test.assertions) return false;
  if ([...matter.called].some((name) => imported.has(name) && !functions.includes(name))) return false;
  const results = [...matter.results].flatMap(([local, called]) => (functions.includes(called) ? [local] : []));
  const beginsWith = [...functions, ...results].map(beginningWith);
  const isAbout = (code: string) => beginsWith.some((word) => word.test(code));
  return (
    matter.subjects.some(({ code, isSpy }) => !isSpy && isAbout(code)) && matter.subjects.every(({ code, isSpy }) => isSpy || isAbout(code))
  );
}

/** Does every assertion of a test begin with one of these names? What one of them is only given to may be there still. */
function isOnlyAbout(test: PlacedTest, names: readonly string[]): boolean {
  const claims = test.claims();
  if (claims.length === 0 || claims.length < test.assertions) return false;
  const words = names.map(beginningWith);
  return claims.every(({ subject }) => words.some((word) => word.test(subject)));
}

function beginningWith(name: string): RegExp {
  return new RegExp(`^((async)?\\(\\)=>|await|new)*${literally(name)}(?![\\w$])`);
}

/** `utils.parse` of `import * as utils`, where the module does not say `parse` any more. */
async function goneMembers(
  local: string,
  module: string,
  { test, ...input }: SubjectInput & { readonly test: PlacedTest },
): Promise<string[]> {
  const member = new RegExp(`^(?:(?:async)?\\(\\)=>|await|new)*${literally(local)}\\.([\\w$]+)`);
  const members = new Set(test.claims().flatMap(({ subject }) => member.exec(subject)?.[1] ?? []));
  const there = await Promise.all([...members].map((name) => isStillThere(name, module, input)));
  return [...members].filter((_, index) => there[index] === false).map((name) => `${local}.${name}`);
}

/** Did a package of the repository define this name, in a file that the change touches, and does no file of it say it any more? */
async function isTakenOut(name: string, specifier: string, { base, head, pairs }: SubjectInput): Promise<boolean> {
  if (name === '*' || name === 'default') return false;
  for (const pair of pairs) {
    if (pair.base === null || isTestPath(pair.base.path) || !definitionOf(name).test(pair.base.text)) continue;
    const around = await packageAround(pair.base.path, base);
    if (around?.name === specifier) return !(await isSaidIn(around.folder, name, head));
  }
  return false;
}

/** The nearest folder above a file with a package.json. */
async function packageAround(path: string, tree: Tree): Promise<{ readonly folder: string; readonly name: string | undefined } | null> {
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    const text = await tree.read(posix.join(folder, 'package.json'));
    if (text !== null) return { folder, name: /"name"\s*:\s*"([^"]+)"/.exec(text)?.[1] };
    if (folder === '.') return null;
  }
}

async function isSaidIn(folder: string, name: string, tree: Tree): Promise<boolean> {
  const word = new RegExp(`(?<![\\w$])${literally(name)}(?![\\w$])`);
  for (const path of tree.paths) {
    const isIn = (folder === '.' || path.startsWith(`${folder}/`)) && sourceLanguage(path) !== null && !isTestPath(path);
    if (isIn && word.test((await tree.read(path)) ?? '')) return true;
  }
  return false;
}

async function isStillThere(name: string, module: string, { base, head, pairs }: SubjectInput): Promise<boolean> {
  if (pairs.some(({ file }) => file.oldPath === module)) return true;
  const isNamed = name !== '*' && name !== 'default';
  if (isNamed && pairs.some((pair) => isDefinedIn(name, pair))) return true;
  const code = head.has(module) ? await codeOf(module, head) : null;
  if (code === null) return false;
  const word = new RegExp(`\\b${literally(name)}\\b`);
  // `export *` may bring it in, or whatever brought it in where base's module does not say it either: then it counts as there.
  return !isNamed || /\bexport\s*\*/.test(code) || word.test(code) || !word.test((await codeOf(module, base)) ?? '');
}

/** Without its comments, which may speak of what is gone. */
async function codeOf(path: string, tree: Tree): Promise<string | null> {
  const text = await tree.read(path);
  const source = text === null ? null : parseSource(path, text);
  return source === null || source.problem !== null ? text : withoutComments(source);
}

/** Moved to another file by the same change? */
function isDefinedIn(name: string, { file, head }: FilePair): boolean {
  if (head === null || isTestPath(file.path)) return false;
  return definitionOf(name).test(head.text);
}

function definitionOf(name: string): RegExp {
  return new RegExp(`(\\b(function\\*?|class|const|let|var|enum)\\s+|\\bexports\\.)${literally(name)}\\b`);
}

function literally(name: string): string {
  return name.replace(/[^\w]/g, '\\$&');
}

function stemOf(path: string): string {
  return posix.basename(path).replace(/([._-](test|spec))?\.[cm]?[jt]sx?$/, '');
}
