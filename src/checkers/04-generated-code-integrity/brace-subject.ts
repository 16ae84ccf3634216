import { type BraceLanguage, braceLanguage, readBraces } from '../../syntax/braces/read-braces.ts';
import type { FilePair, FileVersion } from './file-pair.ts';
import { isSamplePath, isTestPath } from './place.ts';
import type { PlacedTest } from './test-pairs.ts';

const DECLARATION: Readonly<Record<BraceLanguage, RegExp>> = {
  rust: /\b(?:fn|struct|enum|union|trait|type|macro_rules!)\s+(?<name>\w+)/g,
  go: /^(?:func\s+(?:\([^)]*\)\s*)?|type\s+)(?<name>\w+)/gm,
  java: /\b(?:class|interface|enum|record)\s+(?<name>\w+)|[\w>\]]\s+(?<method>\w+)\s*\([^;{}()]*\)\s*(?:throws\s[^;{}()]*)?\{/g,
};

/**
 * Is all that the changed files of base declared, and that this test mentions, declared nowhere in the changed files any more? Without imports to go by,
 * only names that stood for one thing tell something.
 */
export function hasLostBraceSubject(test: PlacedTest, { path }: FileVersion, pairs: readonly FilePair[]): boolean {
  const language = braceLanguage(path);
  if (language === null) return false;
  const names = (versions: readonly (FileVersion | null)[]) =>
    versions.flatMap((version) => (version === null || braceLanguage(version.path) !== language ? [] : declaredIn(version, language)));
  const before = Map.groupBy(names(pairs.map(({ base }) => base)), (name) => name);
  const now = new Set(names(pairs.map(({ head }) => head)));
  const subjects = [...before].filter(([name, all]) => all.length === 1 && name !== test.name && test.mentions.has(name));
  return subjects.length > 0 && subjects.every(([name]) => !now.has(name));
}

/** By what is no test: of a file that holds both, tests are declared like everything else. */
function declaredIn({ path, text }: FileVersion, language: BraceLanguage): string[] {
  if (isTestPath(path) || isSamplePath(path)) return [];
  return [...readBraces(text, language).plain.matchAll(DECLARATION[language])].flatMap(
    ({ groups }) => groups?.['name'] ?? groups?.['method'] ?? [],
  );
}
