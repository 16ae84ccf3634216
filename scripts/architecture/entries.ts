import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const buildConfig = z.object({ files: z.array(z.string()).min(1) });

/**
 * What outsiders start or import: the program, and the public exports of package.json. `files` of `tsconfig.build.json`
 * is the one place that lists them; the package holds what they reach.
 */
export function readEntries(root: string): readonly string[] {
  return buildConfig.parse(JSON.parse(readFileSync(join(root, 'tsconfig.build.json'), 'utf8'))).files;
}
