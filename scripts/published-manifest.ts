import { z } from 'zod';

const checkoutManifest = z.looseObject({ name: z.string(), version: z.string() });

/**
 * What a user of the package needs to know, and no more: the Node platform packages (189 MB), the development
 * dependencies, the scripts and `private` are the checkout's own.
 */
const PUBLISHED = [
  'name',
  'version',
  'description',
  'keywords',
  'license',
  'author',
  'type',
  'bin',
  'exports',
  'files',
  'engines',
  'dependencies',
];

/** The published `package.json` made of the checkout's. */
export function publishedManifest(checkout: string): string {
  const manifest = checkoutManifest.parse(JSON.parse(checkout));
  const kept = Object.entries(manifest).filter(([field]) => PUBLISHED.includes(field));
  return `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`;
}
