import { describe, expect, test } from 'vitest';
import { checkArchitecture } from '../../scripts/architecture/check.ts';
import { plantedTree } from './planted-tree.ts';

const A = 'export const a = 1;\n';
const imports = (specifier: string) => `import { a } from '${specifier}';\nexport const b = a;\n`;
const importsType = (specifier: string) => `import type { a } from '${specifier}';\nexport type B = typeof a;\n`;

/** `path:line rule` of every violation; all files are entries unless said, so that only the planted fault is found. */
function violationsOf(files: Readonly<Record<string, string>>, entries = Object.keys(files)): string[] {
  using tree = plantedTree(files);
  return checkArchitecture(tree.root, entries).violations.map(({ path, line, rule }) => `${path}:${line} ${rule}`);
}

describe('direction', () => {
  test.each<[rule: string, from: string, to: string]>([
    ['pure-core', 'src/domain/x.ts', 'src/platform/clock.ts'],
    ['pure-core', 'src/statistics/x.ts', 'src/domain/finding.ts'],
    ['implementation-alone', 'src/agents/replay/x.ts', 'src/agents/command/y.ts'],
    ['implementation-alone', 'src/agents/replay/x.ts', 'src/formats/sarif/sarif.ts'],
    ['implementation-alone', 'src/targets/process/x.ts', 'src/pipeline/run.ts'],
    ['implementation-alone', 'src/checkers/04-integrity/checker.ts', 'src/checkers/05-build/checker.ts'],
    ['implementation-alone', 'src/checkers/04-integrity/checker.ts', 'src/tools/tsc/tsc.ts'],
    ['implementation-alone', 'src/checkers/04-integrity/checker.ts', 'src/checkers/registry.gen.ts'],
    ['implementation-alone', 'src/stores/sqlite/store.ts', 'src/ledger/verify.ts'],
    ['contracts-only', 'src/gate/run-gate.ts', 'src/tools/tsc/tsc.ts'],
    ['contracts-only', 'src/pipeline/run.ts', 'src/agents/replay/replay.ts'],
    ['contracts-only', 'src/delivery/watch.ts', 'src/targets/process/process.ts'],
    ['contracts-only', 'src/learning/x.ts', 'src/models/cassette/cassette.ts'],
    ['contracts-only', 'src/metrics/dora.ts', 'src/stores/sqlite/store.ts'],
    ['contracts-only', 'src/cli/main.ts', 'src/trackers/local/local.ts'],
    ['contracts-only', 'src/agents/agent.ts', 'src/agents/replay/replay.ts'],
    ['shells-outside', 'src/pipeline/run.ts', 'src/cli/table.ts'],
    ['shells-outside', 'src/cli/main.ts', 'src/server/server.ts'],
    ['compose-outside', 'src/pipeline/run.ts', 'src/compose.ts'],
    ['inside-src', 'src/pipeline/run.ts', 'test/rig/rig.ts'],
  ])('%s: %s may not import %s', (rule, from, to) => {
    const up = '../'.repeat(from.split('/').length - 1);
    for (const source of [imports(`${up}${to}`), importsType(`${up}${to}`), `export const b = () => import('${up}${to}');\n`]) {
      expect(violationsOf({ [from]: source, [to]: A })).toEqual([`${from}:1 ${rule}`]);
    }
  });

  test('a package is no part of the pure core, zod in the event union is', () => {
    const zod = "import { z } from 'zod';\nexport const b = z;\n";
    expect(violationsOf({ 'src/domain/event.ts': zod, 'src/domain/run.ts': zod, 'src/statistics/x.ts': "import 'node:fs';\n" })).toEqual([
      'src/domain/run.ts:1 pure-core',
      'src/statistics/x.ts:1 pure-core',
    ]);
  });

  test.each<[from: string, to: string]>([
    ['src/domain/x.ts', 'src/domain/y.ts'],
    ['src/agents/replay/x.ts', 'src/agents/agent.ts'],
    ['src/agents/replay/x.ts', 'src/agents/replay/deep/y.ts'],
    ['src/tools/vitest/x.ts', 'src/formats/junit/junit.ts'],
    ['src/checkers/12-deployment-health/checker.ts', 'src/delivery/judge.ts'],
    ['src/checkers/06-test-coverage/checker.ts', 'src/syntax/tests.ts'],
    ['src/checkers/registry.gen.ts', 'src/checkers/04-integrity/checker.ts'],
    ['src/stores/sqlite/store.ts', 'src/ledger/ledger.ts'],
    ['src/compose.ts', 'src/agents/replay/replay.ts'],
    ['src/cli/main.ts', 'src/compose.ts'],
    ['src/pipeline/run.ts', 'src/agents/agent.ts'],
    ['src/gate/run-gate.test.ts', 'src/tools/tsc/tsc.ts'],
  ])('%s may import %s', (from, to) => {
    expect(violationsOf({ [from]: imports(`${'../'.repeat(from.split('/').length - 1)}${to}`), [to]: A })).toEqual([]);
  });

  test('nothing imports a test, nor what tests share', () => {
    const files = {
      'src/git/a.test.ts': A,
      'src/git/contract.ts': "import { test } from 'vitest';\nexport const a = test;\n",
      'src/git/fixtures/a.ts': A,
      'src/git/x.ts': imports('./a.test.ts'),
      'src/git/y.ts': imports('./contract.ts'),
      'src/git/z.ts': imports('./fixtures/a.ts'),
    };
    expect(violationsOf(files)).toEqual(['x', 'y', 'z'].map((name) => `src/git/${name}.ts:1 no-test-imports`));
  });
});

describe('circles', () => {
  test.each([
    ['values', imports('./y.ts'), imports('./x.ts')],
    ['types', importsType('./y.ts'), importsType('./x.ts')],
    ['type expressions', "export type B = import('./y.ts').B;\n", importsType('./x.ts')],
    ['import()', "export const b = () => import('./y.ts');\n", imports('./x.ts')],
    ['re-exports', "export { b } from './y.ts';\n", imports('./x.ts')],
  ])('of %s', (_, x, y) => {
    expect(violationsOf({ 'src/git/x.ts': x, 'src/git/y.ts': y, 'src/git/z.ts': imports('./x.ts') })).toEqual([
      'src/git/x.ts:1 no-circles',
    ]);
  });

  test('two circles are two', () => {
    const files = { 'src/git/x.ts': imports('./x.ts'), 'src/git/y.ts': imports('./z.ts'), 'src/git/z.ts': imports('./y.ts') };
    expect(violationsOf(files)).toEqual(['src/git/x.ts:1 no-circles', 'src/git/y.ts:1 no-circles']);
  });
});

test('a file that only its test reaches is an orphan', () => {
  const files = { 'src/cli/main.ts': imports('../git/x.ts'), 'src/git/x.ts': A, 'src/git/y.ts': A, 'src/git/y.test.ts': imports('./y.ts') };
  expect(violationsOf(files, ['src/cli/main.ts'])).toEqual(['src/git/y.ts:1 no-orphans']);
});

test.each([
  ['src/git/someTree.ts', 'kebab-case'],
  ['src/gitThings/tree.ts', 'kebab-case'],
  ['src/git/index.ts', 'no-index'],
  ['src/git/utils.ts', 'named-for-its-content'],
  ['src/common/tree.ts', 'named-for-its-content'],
])('the name %s', (path, rule) => {
  expect(violationsOf({ [path]: A })).toEqual([`${path}:1 ${rule}`]);
});

test.each([
  ['no-barrel', "\nexport * from './y.ts';\n"],
  ['no-barrel', "\nexport * as y from './y.ts';\n"],
  ['no-swallowed-error', 'try {\n  JSON.parse("");} catch {\n  // it does not matter\n}\n'],
  ['no-swallowed-error', '\nPromise.reject(1).catch(() => {});\n'],
  ['no-swallowed-error', '\nPromise.reject(1).catch(() => undefined);\n'],
  ['no-swallowed-error', '\nPromise.reject(1).catch(() => []);\n'],
  ['no-swallowed-error', '\nPromise.reject(1).catch(() => true);\n'],
  ['no-wall-clock', '\nexport const now = new Date();\n'],
  ['no-source-path', "\nexport const child = new URL('./y.ts', import.meta.url);\n"],
])('%s: %j', (rule, source) => {
  expect(violationsOf({ 'src/git/x.ts': source, 'src/git/y.ts': A })).toEqual([`src/git/x.ts:2 ${rule}`]);
});

test('an error that is looked at, a given date and planted material are fine', () => {
  const files = {
    'src/git/x.ts':
      'try {\n  JSON.parse("");\n} catch (error) {\n  throw new Error("x", { cause: error });\n}\nexport const d = new Date(0);\n',
    'src/git/y.ts': 'export const p = Promise.reject(1).catch((error: unknown) => [error]);\n',
    'src/checkers/04-x/canary/Some_Thing/index.ts': 'not even TypeScript',
  };
  expect(violationsOf(files)).toEqual([]);
});

test('a file that does not parse and an import of nothing are no silence', () => {
  expect(() => violationsOf({ 'src/git/x.ts': 'export const = ;\n' })).toThrow('src/git/x.ts does not parse');
  expect(() => violationsOf({ 'src/git/x.ts': imports('./gone.ts') })).toThrow('src/git/x.ts imports ./gone.ts, which does not exist');
});
