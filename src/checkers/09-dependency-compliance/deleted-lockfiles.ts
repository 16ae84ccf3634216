import type { Dependencies } from './dependency-files.ts';
import { isLocked, lockedBeside } from './locked-manifests.ts';
import type { Sighting } from './rules.ts';

/** Lockfiles of base that are gone while the manifest beside them still asks, and no other lockfile holds what it asks for. */
export function deletedLockfiles(before: Dependencies, after: Dependencies): Sighting[] {
  return lockedBeside(before).flatMap(({ path, manifest: old }): Sighting[] => {
    const manifest = movedTo(old, before, after) ?? old;
    if (after.tree.has(path) || !asksForAnything(manifest, after) || isLocked(manifest, after)) return [];
    const message = `${path} is deleted, and no other lockfile holds what ${manifest} asks for`;
    return [{ rule: 'lockfile-deleted', path, code: path, message }];
  });
}

/** Where a package.json is now that left its folder, known by the package's name. */
function movedTo(path: string, before: Dependencies, after: Dependencies): string | null {
  const name = before.packages.get(path)?.name ?? null;
  if (after.tree.has(path) || name === null) return null;
  const [moved] = [...after.packages].find(([now, one]) => one.name === name && !before.tree.has(now)) ?? [];
  return moved ?? null;
}

function asksForAnything(path: string, { packages, toml, texts }: Dependencies): boolean {
  const asked = packages.get(path)?.asked;
  if (asked !== undefined) return asked.some(({ group }) => group !== 'peer');
  return toml.has(path) || /^\s*require\b/m.test(texts.get(path) ?? '');
}
