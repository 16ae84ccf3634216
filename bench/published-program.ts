import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { publishedManifest } from '../scripts/published-manifest.ts';

/** Builds in `folder` what a user installs, and answers its program: a checkout runs its sources, which Node has to strip of their types. */
export function publishedProgram(folder: string): string {
  const checkout = resolve(import.meta.dirname, '..');
  execFileSync(process.execPath, ['--run', 'build'], { cwd: checkout, stdio: ['ignore', 'ignore', 'inherit'] });
  const home = join(folder, 'jidoka');
  for (const part of ['bin', 'dist']) cpSync(join(checkout, part), join(home, part), { recursive: true });
  writeFileSync(join(home, 'package.json'), publishedManifest(readFileSync(join(checkout, 'package.json'), 'utf8')));
  symlinkSync(join(checkout, 'node_modules'), join(home, 'node_modules'));
  return join(home, 'bin/jidoka.js');
}
