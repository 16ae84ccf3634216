import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where npm puts the program for this platform; null on others, where its tests are skipped. */
export const BUF_FOLDER = folderOf(join(import.meta.dirname, '../../node_modules/@bufbuild/buf-linux-x64/bin'));

function folderOf(path: string): string | null {
  return existsSync(join(path, 'buf')) ? path : null;
}
