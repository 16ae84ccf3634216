import type { Repository } from '../git/repository.ts';
import { modulesStamp } from '../workspace/modules-stamp.ts';
import type { KeptStore } from './kept-store.ts';

/** The person's own installed packages beside the manifests of these folders, as they were before anything was judged. */
export interface LocalPackages {
  readonly folders: readonly string[];
  readonly stamp: string;
}

/** Looks at them, once for the same folders. Their content counts: the lockfile does not know what was edited there. */
export type LookAtPackages = (folders: readonly string[]) => Promise<LocalPackages>;

/**
 * Which folders to look into only the policy says, and by then git has been waited for. So what a check has remembered of them is looked at
 * meanwhile, from now on, and counts where the policy says the same. Null where they take no part.
 */
export function lookAtPackages(
  { repository: { root }, useLocalDependencies }: { readonly repository: Pick<Repository, 'root'>; readonly useLocalDependencies: boolean },
  store: KeptStore | null,
): LookAtPackages | null {
  if (!useLocalDependencies || root === null) return null;
  const looks = new Map<string, Promise<LocalPackages>>();
  const look = (some: readonly string[]) => {
    // Who asks first names them in another order than who asks last.
    const folders = [...new Set(some)].toSorted();
    const key = folders.join('\0');
    const seen = looks.get(key) ?? modulesStamp(root, folders).then((stamp) => ({ folders, stamp }));
    looks.set(key, seen);
    return seen;
  };
  const early = store?.read<readonly string[]>(REMEMBERED, root).then(
    (folders) => (folders === null ? undefined : look(folders)),
    // What stands in the way now does so when it is asked for, and is said then.
    () => undefined,
  );
  return async (folders) => {
    await early;
    return look(folders);
  };
}

const REMEMBERED = 'package-folders';

/** For the next check: where packages took part, or that none did. */
export async function rememberPackages(store: KeptStore, root: string | null, packages: LocalPackages | null): Promise<void> {
  await store.write(REMEMBERED, root, packages?.folders ?? []);
}
