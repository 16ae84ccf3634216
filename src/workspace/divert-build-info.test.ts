import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { divertBuildInfo } from './divert-build-info.ts';
import { requireInside, watchModules } from './installed-modules.ts';
import { keptLocal, localInstallation } from './local-installation.ts';

const BUILD_INFO = 'tsconfig.tmp.tsbuildinfo';

function installed(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

test.each([
  ['node_modules/vitest/dist', 'node_modules/vitest/dist/cli.js'],
  ['node_modules/vitest/dist/chunks', 'node_modules/vitest/dist/chunks/typechecker.js'],
  [
    'node_modules/.pnpm/vitest@1.6.1/node_modules/vitest/dist/vendor',
    'node_modules/.pnpm/vitest@1.6.1/node_modules/vitest/dist/vendor/index.js',
  ],
])('what vitest notes in %s changes nothing that is installed', async (folder, program) => {
  using root = temporaryFolder();
  installed(root.path, { [program]: '', [join(folder, BUILD_INFO)]: '{"of":"an earlier run"}' });
  await divertBuildInfo(root.path, ['node_modules']);
  const changed = watchModules(root.path, ['.']);
  writeFileSync(join(root.path, folder, BUILD_INFO), '{"of":"this run"}');
  expect([readFileSync(join(root.path, folder, BUILD_INFO), 'utf8'), changed()]).toEqual(['', null]);
});

test('nothing else is written or taken away', async () => {
  using root = temporaryFolder();
  installed(root.path, {
    'node_modules/vitest/dist/workers/a.js': '1',
    'node_modules/other/dist/a.js': '1',
    [`node_modules/other/${BUILD_INFO}`]: '1',
  });
  const changed = watchModules(root.path, ['.']);
  await divertBuildInfo(root.path, ['node_modules']);
  expect(changed()).toBe(null);
  expect(() => requireInside(root.path, ['.'])).not.toThrow();
});

test("the copy of a person's own installation has it, and the person's own is left alone", async () => {
  using folder = temporaryFolder();
  const mine = join(folder.path, 'mine');
  installed(mine, { 'node_modules/vitest/dist/cli.js': '', [`node_modules/vitest/dist/${BUILD_INFO}`]: 'mine' });
  const kept = await keptLocal({ dir: join(folder.path, 'kept'), local: localInstallation(mine) }, ['.']);
  expect([kept, mine].map((root) => readFileSync(join(root, 'node_modules/vitest/dist', BUILD_INFO), 'utf8'))).toEqual(['', 'mine']);
});
