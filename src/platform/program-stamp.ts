import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileStamp } from './file-stamp.ts';
import { version } from './version.ts';

/**
 * Tells one Jidoka from another: what an older one has kept says nothing about what a newer one would find. A release has its version; the
 * sources of a checkout change under the same one.
 */
export function programStamp(): string {
  const home = fileURLToPath(new URL('../../', import.meta.url));
  const sources = join(home, 'src');
  if (!existsSync(sources)) return `${version} ${fileStamp(join(home, 'package.json'))}`;
  const hash = createHash('sha256');
  const add = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) add(path);
      else if (!entry.name.endsWith('.test.ts')) hash.update(`${path}\0${fileStamp(path)}\n`);
    }
  };
  add(sources);
  hash.update(fileStamp(join(home, 'package-lock.json')));
  return `${version} ${hash.digest('hex')}`;
}
