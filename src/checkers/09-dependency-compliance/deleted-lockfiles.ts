import { posix } from 'node:path';
import { isGradleLock } from '../../formats/dependency-graph/read-dependency-graph.ts';
import type { Dependencies } from './dependency-files.ts';
import { isLocked, lockedBeside } from './locked-manifests.ts';
import type { Sighting } from './rules.ts';

/** Lockfiles of base that are gone while the manifest beside them still asks, and no other lockfile holds what it asks for. */
export function deletedLockfiles(before: Dependencies, after: Dependencies): Sighting[] {
  const ofGradle = before.locks
    .filter(({ path }) => isGradleLock(path) && !after.tree.has(path) && isGradleProject(posix.dirname(path), after))
    .map(
      ({ path }): Sighting => ({
        rule: 'lockfile-deleted',
        path,
        code: path,
        message: `${path} is deleted, and Gradle still builds there`,
      }),
    );
  const rest = lockedBeside(before).flatMap(({ path, manifest: old }): Sighting[] => {
    const manifest = movedTo(old, before, after) ?? old;
    if (after.tree.has(path) || !asksForAnything(manifest, after) || isLocked(manifest, after)) return [];
    const message = `${path} is deleted, and no other lockfile holds what ${manifest} asks for`;
    return [{ rule: 'lockfile-deleted', path, code: path, message }];
  });
  return [...ofGradle, ...rest];
}

function isGradleProject(folder: string, { tree }: Dependencies): boolean {
  return ['build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts'].some((name) => tree.has(posix.join(folder, name)));
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
