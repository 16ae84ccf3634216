import { type BraceLanguage, braceLanguage, readBraces } from '../../syntax/braces/read-braces.ts';
import type { FilePair, FileVersion } from './file-pair.ts';
import { isSamplePath, isTestPath } from './place.ts';
import type { TestCase } from '../../syntax/tests.ts';

type Mentioning = Pick<TestCase, 'name' | 'mentions'>;

const DECLARATION: Readonly<Record<BraceLanguage, RegExp>> = {
  rust: /\b(?:fn|struct|enum|union|trait|type|macro_rules!)\s+(?<name>\w+)/g,
  go: /^(?:func\s+(?:\([^)]*\)\s*)?|type\s+)(?<name>\w+)/gm,
  java: /\b(?:class|interface|enum|record)\s+(?<name>\w+)|[\w>\]]\s+(?<method>\w+)\s*\([^;{}()]*\)\s*(?:throws\s[^;{}()]*)?\{/g,
};

/**
 * Is all that the changed files of base declared, and that this test mentions, declared nowhere in the changed files any more? Without imports to go by,
 * only names that stood for one thing tell something.
 */
export function hasLostBraceSubject(test: Mentioning, { path }: FileVersion, pairs: readonly FilePair[]): boolean {
  const language = braceLanguage(path);
  if (language === null) return false;
  const { before, now } = declared(pairs, language);
  const subjects = [...before].filter((name) => name !== test.name && test.mentions.has(name));
  return subjects.length > 0 && subjects.every((name) => !now.has(name));
}

/** Says whether a test bears the name of what it mentions and what is declared nowhere any more: `TestParse` of `Parse`. */
export function namesakeLoss(pairs: readonly FilePair[]): (test: Mentioning & { readonly path: string }) => boolean {
  const known = new Map<BraceLanguage, readonly string[]>();
  const goneIn = (language: BraceLanguage) => {
    const found = known.get(language);
    if (found !== undefined) return found;
    const { before, now } = declared(pairs, language);
    const gone = [...before.difference(now)];
    known.set(language, gone);
    return gone;
  };
  return ({ path, name, mentions }) => {
    const language = braceLanguage(path);
    if (language === null) return false;
    return goneIn(language).some((gone) => mentions.has(gone) && flat(name).includes(flat(gone)));
  };
}

function flat(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** What the changed files of base declare once, and what those of the judged tree declare. */
function declared(pairs: readonly FilePair[], language: BraceLanguage): Record<'before' | 'now', ReadonlySet<string>> {
  const names = (versions: readonly (FileVersion | null)[]) =>
    versions.flatMap((version) => (version === null || braceLanguage(version.path) !== language ? [] : declaredIn(version, language)));
  const before = Map.groupBy(names(pairs.map(({ base }) => base)), (name) => name);
  return {
    before: new Set([...before].flatMap(([name, all]) => (all.length === 1 ? [name] : []))),
    now: new Set(names(pairs.map(({ head }) => head))),
  };
}

/** By what is no test: of a file that holds both, tests are declared like everything else. */
function declaredIn({ path, text }: FileVersion, language: BraceLanguage): string[] {
  if (isTestPath(path) || isSamplePath(path)) return [];
  return [...readBraces(text, language).plain.matchAll(DECLARATION[language])].flatMap(
    ({ groups }) => groups?.['name'] ?? groups?.['method'] ?? [],
  );
}
