import { modulesStamp } from '../workspace/modules-stamp.ts';
import type { Bench } from './judging.ts';
import type { KeptStore } from './kept-store.ts';

/** The person's own installed packages beside the manifests of these folders, as they were before anything was judged. */
export interface LocalPackages {
  readonly folders: readonly string[];
  readonly stamp: string;
}

/** Looks at them; null where they take no part. Their content counts: the lockfile does not know what was edited there. */
export type LookAtPackages = (folders: readonly string[]) => Promise<LocalPackages | null>;

/**
 * Which folders to look into only the policy says, and by then git has been waited for. So what a check has remembered of them is looked at
 * meanwhile, from now on, and counts where the policy says the same.
 */
export function lookAtPackages(
  { repository: { root }, useLocalDependencies }: Pick<Bench, 'repository' | 'useLocalDependencies'>,
  store: KeptStore | null,
): LookAtPackages {
  if (!useLocalDependencies || root === null) return async () => null;
  const look = async (folders: readonly string[]) => ({ folders, stamp: await modulesStamp(root, folders) });
  const early = store?.read<readonly string[]>(REMEMBERED, root).then(
    (folders) => (folders === null ? null : look(folders)),
    // What stands in the way now does so when it is asked for, and is said then.
    () => null,
  );
  return async (folders) => {
    const seen = await early;
    return seen != null && seen.folders.join('\0') === folders.join('\0') ? seen : look(folders);
  };
}

const REMEMBERED = 'package-folders';

/** For the next check: where packages took part, or that none did. */
export async function rememberPackages(store: KeptStore, root: string | null, packages: LocalPackages | null): Promise<void> {
  await store.write(REMEMBERED, root, packages?.folders ?? []);
}
