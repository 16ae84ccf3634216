import { rm, symlink } from 'node:fs/promises';
import { devNull } from 'node:os';
import { join, posix } from 'node:path';
import { contentOf } from '../platform/folder-content.ts';

/** Where a vitest that checks types has tsc write, whatever it is told: beside its own code. Versions differ in which folder that is. */
const VITEST_FOLDER = /(^|\/)node_modules\/vitest\/dist(\/chunks|\/vendor)?$/;

const BUILD_INFO = 'tsconfig.tmp.tsbuildinfo';

/**
 * Lets vitest check types although nobody may write to what is installed: the notes of its compiler, good only for a next run, go nowhere,
 * and none that lie there are read.
 */
export async function divertBuildInfo(dir: string, modules: readonly string[]): Promise<void> {
  const folders = new Set(modules.flatMap((within) => contentOf(dir, { within }).files).map((file) => posix.dirname(file)));
  for (const folder of [...folders].filter((each) => VITEST_FOLDER.test(each))) {
    const notes = join(dir, folder, BUILD_INFO);
    await rm(notes, { force: true });
    await symlink(devNull, notes);
  }
}
