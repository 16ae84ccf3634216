import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { exec } from '../../src/platform/exec.ts';
import { plantedTree } from '../architecture/planted-tree.ts';

const root = resolve(import.meta.dirname, '../..');

/** Runs vitest on one planted file of tests, then counts: what `.ci/run` does. */
async function countOf(source: string): Promise<{ readonly exitCode: number | null; readonly stdout: string }> {
  using tree = plantedTree({ 'planted.test.ts': `import { expect, test } from 'vitest';\n${source}` });
  symlinkSync(join(root, 'node_modules'), join(tree.root, 'node_modules'));
  const { PATH = '' } = process.env;
  const run = (...argv: [string, ...string[]]) =>
    exec({ argv: [process.execPath, ...argv], cwd: tree.root, env: { PATH, CI: 'true' }, timeoutMs: 25_000 });
  const vitest = await run(join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=json', '--outputFile=report.json');
  const { exitCode, stdout } = await run(join(root, 'scripts/count-tests.ts'), 'report.json', String(vitest.exitCode));
  return { exitCode, stdout };
}

const GREEN = "test('green', () => expect(1).toEqual(1));\n";

test.each<[what: string, source: string, counts: string]>([
  [
    'passed, failed and skipped',
    `${GREEN}test('red', () => expect(1).toEqual(2));\ntest.skip('later', () => expect(1).toEqual(1));\n`,
    '1 1 1\n',
  ],
  ['a test to be written', `${GREEN}test.todo('later');\n`, '1 0 1\n'],
  ['a file that does not load', "throw new Error('no');\n", '0 1 0\n'],
  ['a hook that fails', `import { beforeAll } from 'vitest';\nbeforeAll(() => { throw new Error('no'); });\n${GREEN}`, '0 1 1\n'],
  ['an error nobody awaited', `${GREEN}void Promise.reject(new Error('no'));\n`, '1 1 0\n'],
  ['a focused test', `${GREEN}test.only('alone', () => expect(1).toEqual(1));\n`, '0 1 1\n'],
])('%s', async (_, source, counts) => {
  expect(await countOf(source)).toEqual({ exitCode: 0, stdout: counts });
});

test('a file without tests is a failure', async () => {
  expect(await countOf('expect(1).toEqual(1);\n')).toEqual({ exitCode: 0, stdout: '0 1 0\n' });
});
