import { posix } from 'node:path';

/** `file#hash` of a package that has several files; nothing where either is not said. */
export function fileHash(file: string | undefined, hash: string | undefined): string[] {
  return file === undefined || hash === undefined ? [] : [`${posix.basename(URL.parse(file)?.pathname ?? file)}#${hash}`];
}
