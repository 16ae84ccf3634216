import { copyFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { exec } from '../../src/platform/exec.ts';
import { plantedTree } from './planted-tree.ts';

const root = resolve(import.meta.dirname, '../..');
const report = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) });

/** `path rule` of everything oxlint says under this repository's config, over a tree with planted faults. */
async function lint(files: Readonly<Record<string, string>>): Promise<string[]> {
  using tree = plantedTree(files);
  copyFileSync(join(root, 'oxlint.config.ts'), join(tree.root, 'oxlint.config.ts'));
  const { stdout, stderr } = await exec({
    argv: [process.execPath, join(root, 'node_modules/oxlint/bin/oxlint'), '--format=json', ...Object.keys(files)],
    cwd: tree.root,
    env: {},
    timeoutMs: 20_000,
  });
  if (stdout === '') throw new Error(stderr);
  return report
    .parse(JSON.parse(stdout))
    .diagnostics.map(({ code, filename }) => `${filename} ${code}`)
    .toSorted();
}

const TYPE_CIRCLE = {
  'src/git/x.ts': "import type { Y } from './y.ts';\nexport type X = Y[];\n",
  'src/git/y.ts': "import type { X } from './x.ts';\nexport type Y = X[];\n",
};
const FS = "import { readFileSync } from 'node:fs';\nexport const b = readFileSync;\n";
const CHILD = "import { spawn } from 'child_process';\nexport const b = spawn;\n";
const testOf = (body: string) => `import { expect, test, vi } from 'vitest';\ntest('t', () => {\n  expect(vi).toEqual(vi);\n});\n${body}\n`;
const LONG_FUNCTION = `export function f(): number {\n  let n = 0;\n${'  n += 1;\n'.repeat(60)}  return n;\n}\n`;

test.each<[code: string, path: string, source: string]>([
  ['typescript(no-explicit-any)', 'src/git/x.ts', 'export const a = (b: any) => b;\n'],
  ['typescript(ban-ts-comment)', 'src/git/x.ts', '// @ts-ignore\nexport const a: number = "";\n'],
  ['typescript(no-non-null-assertion)', 'src/git/x.ts', 'export const a = (b?: string) => b!;\n'],
  ['eslint(no-empty)', 'src/git/x.ts', 'try {\n  JSON.parse("");\n} catch {}\n'],
  ['eslint(no-console)', 'src/git/x.ts', 'console.log(1);\n'],
  ['eslint(max-lines)', 'src/git/x.ts', 'export const a = [\n' + '  1,\n'.repeat(400) + '];\n'],
  ['eslint(max-lines-per-function)', 'src/git/x.ts', LONG_FUNCTION],
  ['eslint(no-restricted-imports)', 'src/gate/x.ts', FS],
  ['eslint(no-restricted-imports)', 'src/gate/x.ts', CHILD],
  ['eslint(no-restricted-imports)', 'src/gate/x.ts', "import { request } from 'node:http';\nexport const b = request;\n"],
  ['eslint(no-restricted-imports)', 'src/gate/x.ts', "import { readFile } from 'node:fs/promises';\nexport const b = readFile;\n"],
  ['eslint(no-restricted-imports)', 'src/agents/agent.ts', FS],
  ['eslint(no-restricted-imports)', 'src/checkers/04-x/checker.ts', FS],
  ['eslint(no-restricted-imports)', 'src/config/schema.ts', FS],
  ['eslint(no-restricted-imports)', 'src/git/x.ts', "import { env } from 'node:process';\nexport const b = env;\n"],
  ['eslint(no-restricted-globals)', 'src/gate/x.ts', 'export const a = () => fetch("http://127.0.0.1");\n'],
  ['eslint(no-restricted-properties)', 'src/git/x.ts', 'export const a = process.env.HOME;\n'],
  ['eslint(no-restricted-properties)', 'src/git/x.ts', 'export const { env } = process;\n'],
  ['eslint(no-restricted-properties)', 'src/gate/x.ts', 'export const a = Date.now();\n'],
  ['eslint(no-restricted-properties)', 'src/gate/x.ts', 'export const a = performance.now();\n'],
  ['eslint(no-restricted-properties)', 'src/cli/table.ts', 'export const a = Math.random();\n'],
  ['vitest(no-focused-tests)', 'src/git/x.test.ts', testOf("test.only('u', () => {\n  expect(1).toEqual(1);\n});")],
  ['vitest(no-disabled-tests)', 'src/git/x.test.ts', testOf("test.skip('u', () => {\n  expect(1).toEqual(1);\n});")],
  ['vitest(no-restricted-vi-methods)', 'src/git/x.test.ts', testOf("vi.mock('./y.ts');")],
  ['vitest(no-restricted-vi-methods)', 'src/git/x.test.ts', testOf("vi.spyOn(process, 'exit');")],
  ['vitest(no-restricted-matchers)', 'src/git/x.test.ts', testOf("test('u', () => {\n  expect(1).toBeDefined();\n});")],
  ['vitest(no-restricted-matchers)', 'src/git/x.test.ts', testOf("test('u', () => {\n  expect(1).toMatchInlineSnapshot('1');\n});")],
  ['vitest(expect-expect)', 'src/git/x.test.ts', testOf("test('u', () => {\n  JSON.parse('1');\n});")],
  // Of the categories: one of each.
  ['typescript(no-misused-new)', 'src/git/x.ts', 'export interface A {\n  new (): A;\n}\n'],
  ['eslint(no-shadow)', 'src/git/x.ts', 'export const a = 1;\nexport const b = (a: number) => a;\n'],
])('%s in %s: %j', async (code, path, source) => {
  expect(await lint({ [path]: source })).toEqual([`${path} ${code}`]);
});

test('a circle of types', async () => {
  expect(await lint(TYPE_CIRCLE)).toEqual(['src/git/x.ts import(no-cycle)', 'src/git/y.ts import(no-cycle)']);
});

test('each folder may do what it is there for', async () => {
  const files = {
    ...Object.fromEntries(
      ['platform/x', 'git/x', 'config/load', 'workspace/x', 'server/x', 'tools/tsc/x', 'agents/replay/deep/x', 'stores/sqlite/x'].map(
        (path) => [`src/${path}.ts`, FS + 'export const c = () => fetch("http://127.0.0.1");\n'],
      ),
    ),
    ...Object.fromEntries(
      ['platform/y', 'config/y', 'cli/main', 'compose'].map((path) => [
        `src/${path}.ts`,
        'export const a = [Date.now(), process.env.HOME];\n',
      ]),
    ),
    'src/cli/print.ts': 'console.log(1);\n',
    'src/gate/x.test.ts': `${FS}export const c = [Date.now(), process.env.HOME];\n`,
    'scripts/x.ts': `${FS}console.log(Date.now());\n`,
    'src/gate/y.test.ts': LONG_FUNCTION,
  };
  expect(await lint(files)).toEqual([]);
});
