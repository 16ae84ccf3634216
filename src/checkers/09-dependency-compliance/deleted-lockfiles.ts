import type { Dependencies } from './dependency-files.ts';
import { isLocked, lockedBeside } from './locked-manifests.ts';
import type { Sighting } from './rules.ts';

/** Lockfiles of base that are gone while the manifest beside them still asks, and no other lockfile holds what it asks for. */
export function deletedLockfiles(before: Dependencies, after: Dependencies): Sighting[] {
  return lockedBeside(before).flatMap(({ path, manifest }): Sighting[] => {
    if (after.tree.has(path) || !asksForAnything(manifest, after) || isLocked(manifest, after)) return [];
    const message = `${path} is deleted, and no other lockfile holds what ${manifest} asks for`;
    return [{ rule: 'lockfile-deleted', path: manifest, code: path, message }];
  });
}

function asksForAnything(path: string, { packages, toml, texts }: Dependencies): boolean {
  const asked = packages.get(path)?.asked;
  if (asked !== undefined) return asked.some(({ group }) => group !== 'peer');
  return toml.has(path) || /^\s*require\b/m.test(texts.get(path) ?? '');
}
