import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';

/** Puts another object of the same type, an empty one, under the id of a loose object; answers how to put it back. */
export function forgeObject(root: string, id: string): () => void {
  const file = objectFile(root, id);
  const honest = readFileSync(file);
  const [type = ''] = inflateSync(honest).toString('latin1').split(' ');
  putObject(root, { id, type, content: '' });
  return () => putBytes(file, honest);
}

/** Writes an object under an id that its bytes need not have. */
export function putObject(
  root: string,
  { id, type, content }: { readonly id: string; readonly type: string; readonly content: string },
): void {
  putBytes(objectFile(root, id), deflateSync(`${type} ${Buffer.byteLength(content)}\0${content}`));
}

function objectFile(root: string, id: string): string {
  return join(root, '.git/objects', id.slice(0, 2), id.slice(2));
}

function putBytes(file: string, bytes: Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  writeFileSync(file, bytes);
}
