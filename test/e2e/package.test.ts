import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { exec } from '../../src/platform/exec.ts';
import { createRepository } from '../rig/repository.ts';
import { plantedTree } from '../architecture/planted-tree.ts';

const root = resolve(import.meta.dirname, '../..');
const manifestSchema = z.record(z.string(), z.unknown());
const lockfile = z.object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) });
const checkoutManifest = z.object({ version: z.string(), exports: z.record(z.string(), z.string()) });

const readJson = (...path: string[]): unknown => JSON.parse(readFileSync(join(...path), 'utf8'));

/** Runs a program to its end and returns what it printed; anything but exit 0 throws. */
async function run(cwd: string, ...argv: [string, ...string[]]): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  const result = await exec({ argv, cwd, env: { PATH, HOME }, timeoutMs: 60_000 });
  if (result.exitCode !== 0) throw new Error(`${argv.join(' ')}: ${result.end} ${result.exitCode}\n${result.stdout}\n${result.stderr}`);
  return result.stdout;
}

/** Packs a copy of this checkout, as it is now, and installs the tarball elsewhere beside what it depends on. */
async function packAndInstall(
  temporary: string,
): Promise<{ readonly checkout: string; readonly installed: string; readonly tracked: string[] }> {
  const checkout = join(temporary, 'checkout');
  const consumer = join(temporary, 'consumer');
  const tracked = (await run(root, 'git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'))
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)));
  for (const path of tracked) cpSync(join(root, path), join(checkout, path));
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'));
  await run(checkout, 'npm', 'pack', '--offline', '--pack-destination', temporary);

  // What the lockfile does not mark as development is what a user has; the Node platform packages are the checkout's own.
  const { packages } = lockfile.parse(readJson(root, 'package-lock.json'));
  for (const [path, { dev }] of Object.entries(packages)) {
    if (path === '' || dev === true || path.includes('node_modules/node-linux-') || !existsSync(join(root, path))) continue;
    cpSync(join(root, path), join(consumer, path), { recursive: true });
  }
  const { version } = checkoutManifest.parse(readJson(root, 'package.json'));
  const installed = join(consumer, 'node_modules/jidoka');
  mkdirSync(installed, { recursive: true });
  await run(consumer, 'tar', '-xzf', join(temporary, `jidoka-${version}.tgz`), '--strip-components=1', '-C', installed);
  return { checkout, installed, tracked };
}

describe('the published package', () => {
  const temporary = plantedTree({});
  let pack: Awaited<ReturnType<typeof packAndInstall>>;
  beforeAll(async () => {
    pack = await packAndInstall(temporary.root);
  }, 90_000);
  afterAll(() => temporary[Symbol.dispose]());

  test('says what a user needs, and packing leaves the checkout as it was', () => {
    const checkout = manifestSchema.parse(readJson(root, 'package.json'));
    const { private: _, scripts, devDependencies, optionalDependencies, ...published } = checkout;
    expect(readJson(pack.installed, 'package.json')).toEqual(published);
    expect(readJson(pack.checkout, 'package.json')).toEqual({
      ...published,
      private: true,
      scripts,
      devDependencies,
      optionalDependencies,
    });
    expect(existsSync(join(pack.checkout, 'package.checkout.json'))).toEqual(false);
  });

  test('starts', async () => {
    const { version } = checkoutManifest.parse(readJson(root, 'package.json'));
    const program = join(pack.installed, 'bin/jidoka.js');
    expect((await run(temporary.root, process.execPath, program, '--version')).trim()).toEqual(version);
  });

  test("runs a repository's own checker", async () => {
    const rule = "{ severity: 'error', title: 'Bad', remediation: 'Better.' }";
    const checker = `import { z } from 'zod';
import { defineChecker } from 'jidoka/checker';
export default defineChecker({ title: 'Good', kind: 'programmatic', on: ['change'], needs: ['head'], version: 1, cost: 'cheap', parses: false,
  options: z.strictObject({}), rules: { bad: ${rule} as const },
  async check({ head, report }) { if (head.has('bad.txt')) report('bad', { path: 'bad.txt', message: 'bad' }); } });
`;
    using repo = createRepository({ '.jidoka/checkers/good/checker.ts': checker, '.jidoka/checkers/good/canary/head/bad.txt': '' });
    repo.commit({ 'bad.txt': 'bad\n' });
    const argv = [process.execPath, join(pack.installed, 'bin/jidoka.js'), 'check', '--only', 'good', '--json'] as const;
    const { stdout } = await exec({ argv, cwd: repo.root, env: { PATH: process.env.PATH ?? '', HOME: temporary.root }, timeoutMs: 60_000 });
    const { checkers } = JSON.parse(stdout) as { readonly checkers: readonly { readonly id: string; readonly verdict: string }[] };
    expect(checkers.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(['good failed']);
  });

  test('can be imported by every name it exports', async () => {
    const { exports } = checkoutManifest.parse(readJson(root, 'package.json'));
    for (const name of Object.keys(exports)) {
      const source = `await import(${JSON.stringify(`jidoka${name.slice(1)}`)}); console.log('imported')`;
      expect(await run(join(temporary.root, 'consumer'), process.execPath, '--input-type=module', '-e', source)).toEqual('imported\n');
    }
  });

  test('holds the canaries, the examples and the schemas untouched, and no test', async () => {
    const packed = (await run(pack.installed, 'find', '.', '-type', 'f')).split('\n').map((path) => path.slice(2));
    const expected = pack.tracked
      .filter((path) => /^(examples|schema)\/|\/canary\//.test(path))
      // npm never packs it: who copies an example writes it anew.
      .filter((path) => !path.endsWith('/.gitignore'))
      .map((path) => [path, path.replace(/^src\//, 'dist/')] as const);
    expect(expected.filter(([, path]) => !packed.includes(path))).toEqual([]);
    expect(expected.filter(([from, to]) => !readFileSync(join(root, from)).equals(readFileSync(join(pack.installed, to))))).toEqual([]);
    expect(packed.filter((path) => /^dist\/.*(\.test\.|\/fixtures\/)/.test(path) && !path.includes('/canary/'))).toEqual([]);
  });
});
