import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { PROGRAM } from '../../test/rig/program.ts';
import { temporaryFolder } from '../../test/rig/temporary.ts';

/** Makes the Node that runs it say that it is an older one. */
const AS_NODE_20 = `data:text/javascript,${encodeURIComponent('Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.1.0" } })')}`;

test.each([
  ['a checkout', true, 'Install it, or run `npm ci` in the checkout.'],
  ['an installation', false, 'Install it.'],
])('on an older Node %s says what helps there', async (_, isCheckout, hint) => {
  using folder = temporaryFolder();
  cpSync(PROGRAM, join(folder.path, 'bin/jidoka.js'));
  writeFileSync(join(folder.path, 'package.json'), '{ "type": "module" }');
  if (isCheckout) {
    mkdirSync(join(folder.path, 'src/cli'), { recursive: true });
    writeFileSync(join(folder.path, 'src/cli/main.ts'), '');
  }
  const run = promisify(execFile)(process.execPath, ['--import', AS_NODE_20, join(folder.path, 'bin/jidoka.js'), 'check']);
  await expect(run).rejects.toMatchObject({ code: 2, stdout: '', stderr: `jidoka needs Node 24 or newer; this is Node 20.1.0. ${hint}\n` });
});
