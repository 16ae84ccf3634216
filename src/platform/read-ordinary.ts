import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { AdapterError } from '../domain/error.ts';

const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;

/** ELOOP: a link was put there after the look. ENXIO: a socket. */
const NO_FILE: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO', 'ENAMETOOLONG']);

/**
 * The text of a file that a command may have made. Null for what is none: gone, a pipe or a device, which one may read for
 * ever, or out of the folder `within` by way of a link. AdapterError when it is too large or may not be read.
 */
export async function readOrdinary(
  path: string,
  { within, maxBytes }: { readonly within: string; readonly maxBytes: number },
): Promise<string | null> {
  if (path.includes('\0')) return null;
  try {
    const [root, real] = await Promise.all([realpath(within), realpath(path)]);
    if (!real.startsWith(root + sep)) return null;
    // A pipe would keep us waiting for the one who opens its other end.
    await using file = await open(real, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const stat = await file.stat();
    if (!stat.isFile()) return null;
    if (stat.size > maxBytes) throw new AdapterError('FILE_TOO_LARGE', `${path} has ${stat.size} bytes, more than ${maxBytes}`);
    const content = Buffer.alloc(stat.size);
    // No more than was there at the look: somebody may be writing to it without end.
    for (let length = 0; ;) {
      const { bytesRead } = await file.read(content, length, content.length - length, length);
      length += bytesRead;
      if (bytesRead === 0 || length === content.length) return content.toString('utf8', 0, length);
    }
  } catch (cause) {
    if (cause instanceof AdapterError) throw cause;
    const { code, message } = cause as NodeJS.ErrnoException;
    if (NO_FILE.has(code)) return null;
    throw new AdapterError('FILE_UNREADABLE', `${path} cannot be read: ${message}`, { cause });
  }
}
