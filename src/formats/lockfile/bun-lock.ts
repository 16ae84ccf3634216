import { parse } from 'yaml';
import { z } from 'zod';
import type { LockedPackage } from './locked-package.ts';

const lock = z.object({ packages: z.record(z.string(), z.tuple([z.string()], z.unknown())).default({}) });

/** `bun.lock`: JSON with trailing commas, which YAML allows. An entry is `[name@version, registry, manifest, integrity]`. */
export function readBunLock(source: string): LockedPackage[] {
  return Object.entries(lock.parse(parse(source, { logLevel: 'error', prettyErrors: false })).packages).flatMap(
    ([place, [pinned, registry, , integrity]]) => {
      const at = pinned.indexOf('@', 1);
      const [name, version] = [pinned.slice(0, at), pinned.slice(at + 1)];
      if (at === -1 || /^(workspace|link|file|root):/.test(version)) return [];
      const isFetched = /[:/]/.test(version);
      return [
        {
          name,
          // `left` or, below another package, `@scope/other/left`.
          as: /(?:@[^/]+\/)?[^/]+$/.exec(place)?.[0] ?? name,
          version,
          integrity: typeof integrity === 'string' && integrity !== '' ? integrity : null,
          resolved: isFetched ? version : typeof registry === 'string' && registry !== '' ? registry : null,
        },
      ];
    },
  );
}
