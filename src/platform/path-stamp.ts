import { createHash } from 'node:crypto';
import { readdirSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileStamp } from './file-stamp.ts';

/** What builds and tests are commonly started by, and scanners that are known. */
const PROGRAMS =
  'node npm npx corepack pnpm yarn bun deno sh bash git make cmake gcc cc python python3 pip pytest ruff mypy uv poetry cargo cargo-clippy rustc go java javac mvn gradle semgrep opengrep gitleaks betterleaks trivy osv-scanner zizmor hadolint shellcheck actionlint'.split(
    ' ',
  );

/**
 * Tells one set of installed programs from another by what the file system says of them: an upgrade of node under the same PATH may turn a
 * verdict. Folders of the PATH count as well, as whatever is put into one changes its time.
 */
export function pathStamp(PATH: string | undefined): string {
  const hash = createHash('sha256');
  for (const folder of (PATH ?? '').split(delimiter)) {
    hash.update(`${folder}\0${fileStamp(folder)}\n`);
    const names = namesIn(folder);
    // All of them: which one is first is in their order.
    for (const path of PROGRAMS.filter((name) => names.has(name)).map((name) => join(folder, name)))
      hash.update(`${path}\0${endOf(path)}\0${fileStamp(path)}\n`);
  }
  return hash.digest('hex');
}

function namesIn(folder: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(folder));
  } catch {
    // It may be there and nobody may list it: then each is asked for.
    return new Set(PROGRAMS);
  }
}

/** Where it leads in the end: a manager of versions switches by a link. */
function endOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // A link to nothing starts nothing.
    return 'nowhere';
  }
}
