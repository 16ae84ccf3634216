import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const STAND_IN = fileURLToPath(new URL('stand-in-scanner.ts', import.meta.url));

/** Puts programs in the place of these scanners into a folder for the PATH. */
export function standIns(folder: string, names: readonly string[]): void {
  for (const name of names) {
    const program = join(folder, name);
    writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${STAND_IN}' ${name} "$@"\n`);
    chmodSync(program, 0o755);
  }
}
