import { parse } from 'yaml';
import { z } from 'zod';
import type { LockedPackage } from './locked-package.ts';

const text = z.string().optional();
const lock = z.object({
  lockfileVersion: z.union([z.string(), z.number()]),
  packages: z
    .record(
      z.string(),
      z.object({
        name: text,
        version: text,
        resolution: z.object({ integrity: text, tarball: text, repo: text, commit: text, type: text, directory: text }),
      }),
    )
    .default({}),
});

/** `pnpm-lock.yaml` of the versions 5 to 9. */
export function readPnpmLock(source: string): LockedPackage[] {
  const { lockfileVersion, packages } = lock.parse(parse(source, { logLevel: 'error', prettyErrors: false }));
  const separator = String(lockfileVersion).startsWith('5') ? '/' : '@';
  return Object.entries(packages).flatMap(([key, { name, version, resolution }]) => {
    if (resolution.type === 'directory') return [];
    // `/name@1.0.0(peer@2.0.0)`; before version 6 `/name/1.0.0_peer@2.0.0`.
    const plain = key.replace(/^\//, '').replace(/\(.*$/, '');
    const at = plain.indexOf(separator, plain.startsWith('@') ? plain.indexOf('/') + 1 : 1);
    const spec = at === -1 ? '' : plain.slice(at + 1);
    const fetched = resolution.repo === undefined ? resolution.tarball : `${resolution.repo}#${resolution.commit ?? ''}`;
    return [
      {
        name: name ?? (at === -1 ? plain : plain.slice(0, at)),
        version: version ?? (separator === '/' ? spec.replace(/_.*$/, '') : spec),
        integrity: resolution.integrity ?? null,
        resolved: fetched ?? null,
      },
    ];
  });
}
