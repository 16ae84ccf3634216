import { posix } from 'node:path';
import { z } from 'zod';
import { matchesGlob } from '../domain/matches-glob.ts';
import type { TreeSnapshot } from './tree-snapshot.ts';

const manifest = z.object({
  name: z.string(),
  private: z.literal(false).optional(),
  files: z.array(z.string()).catch([]).default([]),
  main: z.string().optional().catch(undefined),
});

/** Packages that others take their configuration from: what they publish decides. */
const CONFIGURES = /config|preset|rules/i;

/** Where what is published is made from, whether it says what that is or not. */
const SOURCES = ['src', 'lib'];

/** Says of a file whether a package of the tree publishes it: then it is a product, whoever else imports it. */
export async function publishedFiles({ paths, read }: TreeSnapshot): Promise<(path: string) => boolean> {
  const globs: string[] = [];
  for (const path of paths.filter((one) => posix.basename(one) === 'package.json' && !one.includes('node_modules/'))) {
    const { success, data } = manifest.safeParse(parsed(await read(path)));
    if (!success || CONFIGURES.test(data.name)) continue;
    const named = [...SOURCES, ...data.files, ...(data.main === undefined ? [] : [data.main])].filter((one) => !one.startsWith('!'));
    globs.push(...named.map((one) => posix.join(posix.dirname(path), one).replace(/\/$/, '')));
  }
  return (path) => globs.some((glob) => path === glob || path.startsWith(`${glob}/`) || matchesGlob(path, glob));
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
