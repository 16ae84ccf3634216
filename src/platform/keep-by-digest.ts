import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { exists, replaceText } from './files.ts';

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Keeps a text in a folder under its SHA-256, which it answers. */
export async function keepByDigest(folder: string, text: string): Promise<string> {
  const digest = digestOf(text);
  const file = join(folder, digest);
  if (!exists(file)) await replaceText(file, text);
  return digest;
}
