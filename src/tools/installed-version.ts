import { join } from 'node:path';
import { z } from 'zod';
import { readOrdinary } from '../platform/read-ordinary.ts';
import { parseJson } from './parse-json.ts';

/** Packages that are not called like the program they bring. */
const PACKAGES: Readonly<Record<string, string>> = { biome: '@biomejs/biome' };

const manifest = z.object({
  name: z.string(),
  version: z.string().regex(/^\d+\.\d+\.\d+[\w.+-]*$/),
  bin: z.union([z.string(), z.record(z.string(), z.string())]),
});

const MAX_BYTES = 1024 * 1024;

/**
 * The version of a program, by the manifest of the package that brings it: asking the program itself is a process that loads all of it. Null
 * where the package is another one, or not installed there: then only the program can tell.
 */
export async function installedVersion({
  modules,
  within,
  program,
}: {
  /** A `node_modules` on disk. */
  readonly modules: string;
  /** No link out of here is followed. */
  readonly within: string;
  readonly program: string;
}): Promise<string | null> {
  const name = PACKAGES[program] ?? program;
  const text = await readOrdinary(join(modules, name, 'package.json'), { within, maxBytes: MAX_BYTES });
  const read = text === null ? undefined : manifest.safeParse(parseJson(text));
  if (read?.success !== true || read.data.name !== name) return null;
  const { bin, version } = read.data;
  return typeof bin === 'string' ? (name === program ? version : null) : Object.hasOwn(bin, program) ? version : null;
}
