import { cp } from 'node:fs/promises';
import { AdapterError } from '../domain/error.ts';
import { environment } from '../platform/environment.ts';
import { exec } from '../platform/exec.ts';

/** `cp -a` copies 20,000 small files about three times as fast as node:fs; without it (Windows) node:fs serves. */
export async function copyFolder(from: string, to: string): Promise<void> {
  const copied = await exec({ argv: ['cp', '-a', from, to], cwd: '/', env: { PATH: environment.PATH ?? '' }, timeoutMs: 600_000 });
  if (copied.end === 'not-started') await cp(from, to, { recursive: true, verbatimSymlinks: true });
  else if (copied.exitCode !== 0) throw new AdapterError('COPY_FAILED', `cp -a ${from} failed: ${copied.stderr.slice(-500)}`);
}
