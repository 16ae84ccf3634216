import { z } from 'zod';
import type { LockedPackage } from './locked-package.ts';

const text = z.string().nullable().catch(null).default(null);
const entry = z.object({ name: text, version: text, resolved: text, integrity: text, link: z.boolean().catch(false).default(false) });
const tree = entry.extend({
  get dependencies() {
    return z.record(z.string(), tree).optional();
  },
});
const lock = z.object({
  packages: z.record(z.string(), entry).optional(),
  dependencies: z.record(z.string(), tree).optional(),
});

type Nested = z.infer<typeof tree>;

/** `package-lock.json` and `npm-shrinkwrap.json`: versions 2 and 3 by place, version 1 as a tree of names. */
export function readNpmLock(source: string): LockedPackage[] {
  const { packages, dependencies } = lock.parse(JSON.parse(source));
  return packages === undefined ? fromTree(dependencies) : fromPlaces(packages);
}

function fromPlaces(packages: Readonly<Record<string, z.infer<typeof entry>>>): LockedPackage[] {
  return Object.entries(packages).flatMap(([place, { name, version, resolved, integrity, link }]) => {
    const placed = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(place)?.[1];
    // Without a version it is still fetched from where it says.
    if (placed === undefined || link || (version === null && resolved === null)) return [];
    return [{ name: name ?? placed, as: placed, version: version ?? '', resolved, integrity }];
  });
}

function fromTree(dependencies: Readonly<Record<string, Nested>> = {}): LockedPackage[] {
  return Object.entries(dependencies).flatMap(([placed, { version, resolved, integrity, dependencies: nested }]) => {
    const alias = /^npm:(.+)@([^@]+)$/.exec(version ?? '');
    const own = version === null ? [] : [{ name: alias?.[1] ?? placed, as: placed, version: alias?.[2] ?? version, resolved, integrity }];
    return [...own, ...fromTree(nested)];
  });
}
