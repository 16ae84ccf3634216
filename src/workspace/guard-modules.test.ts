import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { guardModules } from './installed-modules.ts';

const XO = 'node_modules/.cache/xo-linter';

function installed(name: string) {
  const folder = temporaryFolder();
  const [kept, checkout] = [join(folder.path, 'kept'), join(folder.path, 'checkout')];
  mkdirSync(join(kept, 'node_modules', name), { recursive: true });
  mkdirSync(checkout);
  return { folder, checkout, guard: () => guardModules(checkout, { from: kept, paths: ['node_modules'] }) };
}

test.each([
  ['xo', true],
  ['yo', false],
])('%s finds the folder that it would make only where it may write to what is installed: %s', async (name, isThere) => {
  const { folder, checkout, guard } = installed(name);
  using _ = folder;
  await guard();
  expect(existsSync(join(checkout, XO))).toBe(isThere);
});

test('the caches of tools can be mounted, rpt2 in the folder that it is often given too', async () => {
  const { folder, checkout, guard } = installed('rollup');
  using _ = folder;
  const { writable } = await guard();
  expect(writable).toContain(join(checkout, 'node_modules/.rpt2'));
  expect(writable.filter((path) => !existsSync(path))).toEqual([]);
});

test('no folder is made where a link leads', async () => {
  const { folder, checkout, guard } = installed('xo');
  using _ = folder;
  using outside = temporaryFolder();
  mkdirSync(join(checkout, 'node_modules'));
  symlinkSync(outside.path, join(checkout, 'node_modules/.cache'));
  await guard();
  expect(readdirSync(outside.path)).toEqual([]);
});
