import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileStamp, namesIn } from './file-stamp.ts';
import { toolchainsOf } from './toolchains.ts';

/** How far into a folder it is looked: a toolchain that is updated or chosen shows here, and a module never changes under its version. */
const DEPTH = 2;

/** Tells one state of what commands find by way of the person's HOME from another: `rustup update` turns verdicts under the same PATH. */
export function toolchainsStamp(env: Readonly<Record<string, string | undefined>>): string {
  const { readable, env: told } = toolchainsOf(env);
  const hash = createHash('sha256').update(JSON.stringify(told('')));
  const add = (path: string, depth: number) => {
    hash.update(`${path}\0${fileStamp(path)}\n`);
    if (depth < DEPTH) for (const name of namesIn(path)) add(join(path, name), depth + 1);
  };
  for (const folder of readable) add(folder, 0);
  const pyenv = env['PYENV_ROOT'] ?? (env['HOME'] === undefined ? null : join(env['HOME'], '.pyenv'));
  if (pyenv !== null) for (const path of ['version', 'versions']) hash.update(fileStamp(join(pyenv, path)));
  return hash.digest('hex');
}
