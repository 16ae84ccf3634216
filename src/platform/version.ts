import { readFileSync } from 'node:fs';

const manifest: { readonly version: string } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/** Jidoka's own version. */
export const version = manifest.version;
