import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { LockedPackage } from './locked-package.ts';

const text = z.string().optional();
const used = z.union([z.string().transform((version) => ({ version })), z.object({ version: text })]).catch({});
const versions = z.record(z.string(), used);
const importer = z.object({ dependencies: versions, devDependencies: versions, optionalDependencies: versions }).partial();
const lock = importer.extend({
  lockfileVersion: z.union([z.string(), z.number()]),
  importers: z.record(z.string(), importer).default({}),
  packages: z
    .record(
      z.string(),
      importer.extend({
        name: text,
        version: text,
        resolution: z.object({ integrity: text, tarball: text, repo: text, commit: text, type: text, directory: text }),
      }),
    )
    .default({}),
  snapshots: z.record(z.string(), importer).default({}),
});

type Importer = z.infer<typeof importer>;

/** `pnpm-lock.yaml` of the versions 5 to 9. Before the packages there may be a document about the package manager itself. */
export function readPnpmLock(source: string): LockedPackage[] {
  const documents = [...parseAllDocuments(source, { logLevel: 'error', prettyErrors: false })];
  const [error] = documents.flatMap(({ errors }) => errors);
  if (error !== undefined) throw error;
  if (documents.length === 0) throw new SyntaxError('it is empty');
  return documents.flatMap((one) => lockedIn(lock.parse(one.toJS())));
}

function lockedIn({ lockfileVersion, packages, importers, snapshots, ...root }: z.infer<typeof lock>): LockedPackage[] {
  const separator = String(lockfileVersion).startsWith('5') ? '/' : '@';
  const locked = Object.entries(packages).flatMap(([key, { name, version, resolution }]) => {
    if (resolution.type === 'directory') return [];
    // `/name@1.0.0(peer@2.0.0)`; before version 6 `/name/1.0.0_peer@2.0.0`.
    const plain = key.replace(/^\//, '').replace(/\(.*$/, '');
    const at = plain.indexOf(separator, plain.startsWith('@') ? plain.indexOf('/') + 1 : 1);
    const spec = at === -1 ? '' : plain.slice(at + 1);
    const fetched = resolution.repo === undefined ? resolution.tarball : `${resolution.repo}#${resolution.commit ?? ''}`;
    const own = name ?? (at === -1 ? plain : plain.slice(0, at));
    return [
      {
        name: own,
        // What comes from no registry is under its address.
        as: /^\d/.test(spec) ? plain.slice(0, at) : own,
        version: version ?? (separator === '/' ? spec.replace(/_.*$/, '') : spec),
        integrity: resolution.integrity ?? null,
        resolved: fetched ?? null,
      },
    ];
  });
  const users: Importer[] = [root, ...Object.values(importers), ...Object.values(packages), ...Object.values(snapshots)];
  return [...locked, ...aliased(locked, users)];
}

/** What is used under another name than its own: `left: right@1.0.0`, in older ones `left: /right@1.0.0`. */
function aliased(locked: readonly LockedPackage[], users: readonly Importer[]): LockedPackage[] {
  const byName = Map.groupBy(locked, ({ name }) => name);
  const pairs = new Map<string, LockedPackage>();
  for (const { dependencies, devDependencies, optionalDependencies } of users) {
    for (const [as, { version = '' }] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
      const name = /^\/?((?:@[^/@]+\/)?(?!\d+\.)[^@/:()]+)[@/]/.exec(version)?.[1];
      const [first] = name === undefined || name === as ? [] : (byName.get(name) ?? []);
      if (first !== undefined) pairs.set(`${as} ${name}`, { ...first, as });
    }
  }
  return [...pairs.values()];
}
