import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { importsOf } from '../../syntax/imports.ts';
import { hasLostBraceSubject } from './brace-subject.ts';
import type { FilePair } from './file-pair.ts';
import { isSamplePath, isTestPath } from './place.ts';
import { resolveRelative } from '../../syntax/resolve-relative.ts';
import type { PlacedTest } from './test-pairs.ts';

export interface SubjectInput {
  readonly base: Tree;
  readonly head: Tree;
  readonly pairs: readonly FilePair[];
}

/**
 * Says whether the judged tree still has any of the repository's own code that a test of base mentions. A test that mentions
 * none directly (it goes through a server, say) has not lost its subject: nobody can tell.
 */
export function subjectLoss(input: SubjectInput) {
  return async (test: PlacedTest, { base: version }: FilePair): Promise<boolean> => {
    if (version === null) return false;
    if (version.parsed === null) return hasLostBraceSubject(test, version, input.pairs);
    const subjects: { readonly name: string; readonly module: string; readonly isThere: boolean }[] = [];
    for (const { specifier, names } of importsOf(version.parsed)) {
      const module = specifier.startsWith('.') ? resolveRelative(input.base, version.path, specifier) : null;
      // Fixtures and helpers are not what a test is about.
      if (module === null || isTestPath(module) || isSamplePath(module)) continue;
      for (const { imported, local } of names) {
        if (test.mentions.has(local)) subjects.push({ name: imported, module, isThere: await isStillThere(imported, module, input) });
      }
    }
    // `promise.test.js` is about `promise.js`, whatever else it needs.
    const own = subjects.filter(({ module }) => stemOf(module) === stemOf(version.path) && !input.head.has(module));
    return (own.length > 0 ? own : subjects).every(({ isThere }) => !isThere) && subjects.length > 0;
  };
}

async function isStillThere(name: string, module: string, { head, pairs }: SubjectInput): Promise<boolean> {
  if (pairs.some(({ file }) => file.oldPath === module)) return true;
  const isNamed = name !== '*' && name !== 'default';
  if (isNamed && pairs.some((pair) => isDefinedIn(name, pair))) return true;
  const text = head.has(module) ? await head.read(module) : null;
  if (text === null) return false;
  // `export *` may bring it in: then it counts as there.
  return !isNamed || /\bexport\s*\*/.test(text) || new RegExp(`\\b${literally(name)}\\b`).test(text);
}

/** Moved to another file by the same change? */
function isDefinedIn(name: string, { file, head }: FilePair): boolean {
  if (head === null || isTestPath(file.path)) return false;
  return new RegExp(`(\\b(function\\*?|class|const|let|var|enum)\\s+|\\bexports\\.)${literally(name)}\\b`).test(head.text);
}

function literally(name: string): string {
  return name.replace(/[^\w]/g, '\\$&');
}

function stemOf(path: string): string {
  return posix.basename(path).replace(/([._-](test|spec))?\.[cm]?[jt]sx?$/, '');
}
