import type { Tree } from '../../domain/tree.ts';
import { importsOf } from '../../syntax/imports.ts';
import { parseSource } from '../../syntax/parse-source.ts';
import type { FilePair } from './file-pair.ts';
import { resolveRelative } from './resolve-relative.ts';
import { isSamplePath, isTestPath } from './place.ts';
import type { PlacedTest } from './test-pairs.ts';

/**
 * Says whether the judged tree still has any of the repository's own code that a test of base mentions. A test that mentions
 * none directly (it goes through a server, say) has not lost its subject: nobody can tell.
 */
export function subjectLoss({ base, head }: { readonly base: Tree; readonly head: Tree }) {
  return async (test: PlacedTest, { base: version }: FilePair): Promise<boolean> => {
    if (version?.parsed === null || version?.parsed === undefined) return false;
    let mentioned = 0;
    for (const { specifier, names } of importsOf(version.parsed)) {
      const target = specifier.startsWith('.') ? resolveRelative(base, version.path, specifier) : null;
      // Fixtures and helpers are not what a test is about.
      if (target === null || isTestPath(target) || isSamplePath(target)) continue;
      for (const { imported, local } of names) {
        if (!test.mentions.has(local)) continue;
        mentioned += 1;
        if (await isStillThere(head, target, imported)) return false;
      }
    }
    return mentioned > 0;
  };
}

async function isStillThere(head: Tree, path: string, name: string): Promise<boolean> {
  const text = head.has(path) ? await head.read(path) : null;
  if (text === null) return false;
  if (name === '*' || name === 'default') return true;
  const parsed = parseSource(path, text);
  // `export *` may bring it in, and what does not parse cannot say: then it counts as there.
  if (parsed === null || parsed.problem !== null || /\bexport\s*\*/.test(text)) return true;
  return new RegExp(`\\b${name.replace(/[^\w]/g, '\\$&')}\\b`).test(text);
}
