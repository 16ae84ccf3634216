import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { jsonOf } from '../../syntax/json-of.ts';
import { isSamplePath, isTestPath } from './place.ts';
import type { Sighting } from './rules.ts';

/**
 * Names of `imports` and `exports` that base had and that now lead to where only tests are: what is imported by such a name in a test is
 * no longer what it is about.
 */
export async function redirectedEntries(path: string, { base, head }: { readonly base: Tree; readonly head: Tree }): Promise<Sighting[]> {
  if (!base.has(path) || !head.has(path)) return [];
  const [before, after] = await Promise.all([base, head].map(async (tree) => jsonOf((await tree.read(path)) ?? '')));
  return ['imports', 'exports'].flatMap((field) => {
    const [old, now] = [recordOf(recordOf(before)[field]), recordOf(recordOf(after)[field])];
    return Object.keys(now)
      .filter((name) => name in old)
      .flatMap((name) => {
        const known = new Set(targetsOf(old[name]));
        const wasForTests = [...known].some((target) => isForTests(posix.join(posix.dirname(path), target)));
        return targetsOf(now[name])
          .filter((target) => !wasForTests && !known.has(target) && isForTests(posix.join(posix.dirname(path), target)))
          .map(
            (target): Sighting => ({
              rule: 'protected-path',
              message: `${field} of ${path} leads ${name} to ${target}`,
              path,
              code: `${field} ${name}`,
            }),
          );
      });
  });
}

/** Paths a name may mean, under whatever condition. */
function targetsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(targetsOf) : [];
}

function isForTests(path: string): boolean {
  return isTestPath(path) || isSamplePath(path);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}
