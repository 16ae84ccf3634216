import { parse } from 'yaml';
import { z } from 'zod';
import { nameAndRest, patternsIn } from '../yarn-pattern.ts';
import type { LockedPackage } from './locked-package.ts';

/** `yarn.lock` of either kind: classic in a notation of its own, berry in YAML. */
export function readYarnLock(source: string): LockedPackage[] {
  return /^__metadata:/m.test(source) ? berry(source) : classic(source);
}

const berryLock = z.record(
  z.string(),
  z.object({
    version: z.union([z.string(), z.number()]).transform(String),
    resolution: z.string().optional(),
    checksum: z.string().optional(),
    linkType: z.string().optional(),
  }),
);

function berry(source: string): LockedPackage[] {
  return Object.entries(berryLock.parse(parse(source, { logLevel: 'error', prettyErrors: false }))).flatMap(
    ([key, { version, resolution, checksum, linkType }]) => {
      if (key === '__metadata' || resolution === undefined || linkType === 'soft') return [];
      const [name, reference] = nameAndRest(resolution);
      const archive = /[:&]__archiveUrl=([^&]+)/.exec(reference)?.[1];
      const fetched = archive === undefined ? (reference.startsWith('npm:') ? null : reference) : decodeURIComponent(archive);
      // `10c0/9f86d0…`: the number names how the archive was packed, so only equal ones compare.
      const integrity = checksum?.replace('/', '-') ?? null;
      const names = new Set(patternsIn(key).map((pattern) => nameAndRest(pattern)[0]));
      return [...names].map((as) => ({ name, as, version, integrity, resolved: fetched }));
    },
  );
}

/** Blocks of `pattern, pattern:` and indented `field value`; only the fields of the first level matter. */
function classic(source: string): LockedPackage[] {
  return source.split(/\r?\n(?=[^\s#])/).flatMap((block) => {
    const head = /^(?!\s|#)(.+):\s*$/m.exec(block)?.[1];
    const field = (name: string) => new RegExp(`^ {2}"?${name}"? "?([^"\\r\\n]+)"?`, 'm').exec(block)?.[1] ?? null;
    const version = field('version');
    if (head === undefined || version === null) return [];
    const resolved = field('resolved');
    const sha1 = /#([0-9a-f]{40})$/.exec(resolved ?? '')?.[1];
    const integrity = field('integrity') ?? (sha1 === undefined ? null : `sha1-${Buffer.from(sha1, 'hex').toString('base64')}`);
    const names = new Map(
      patternsIn(head).map((pattern) => {
        const [as, range] = nameAndRest(pattern);
        return [as, range.startsWith('npm:') ? nameAndRest(range.slice('npm:'.length))[0] : as] as const;
      }),
    );
    return [...names].map(([as, name]) => ({ name, as, version, integrity, resolved }));
  });
}
