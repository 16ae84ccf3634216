import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { assert, describe, expect, test } from 'vitest';
import { AdapterError } from '../../domain/error.ts';
import { checkoutWith } from '../fixtures/checkout-with.ts';
import { runTests } from '../fixtures/run-tests.ts';
import type { Planted, Probe, Sentinel } from '../tool.ts';
import { vitest } from './vitest.ts';

type Probed = NonNullable<Planted['probed']>;

const manifest = (scripts: Readonly<Record<string, string>>) => JSON.stringify({ name: 'x', private: true, type: 'module', scripts });
const TESTS = `import { describe, expect, it } from 'vitest';
describe('suite', () => {
  it('works', () => expect(1).toBe(1));
  it('fails', () => {
    expect(1).toBe(3);
  });
  it.skip('is skipped', () => {});
});
`;

function probeOfVitest(): Probe {
  const probe = vitest().probe('n0-nce');
  assert(probe !== null);
  return probe;
}

/** With this repository's own vitest. */
async function run(
  files: Readonly<Record<string, string>>,
  { command = 'npm test', plant, probed }: { command?: string; plant?: Sentinel | null; probed?: Probed } = {},
) {
  using checkout = checkoutWith(files);
  symlinkSync(join(process.cwd(), 'node_modules'), join(checkout.dir, 'node_modules'));
  return await runTests(vitest(), { checkout, command, ...(plant == null ? {} : { plant }), ...(probed && { probed }) });
}

describe('vitest', () => {
  test('reads an unchanged npm test that chains scripts; without a provider there is no coverage', async () => {
    const report = await run({
      'package.json': manifest({
        test: 'npm run unit && npm run more',
        unit: 'vitest run unit || true',
        more: 'vitest --reporter=dot more',
      }),
      'unit.test.ts': TESTS,
      'more.test.ts': TESTS.replace('suite', 'more').replace('toBe(3)', 'toBe(1)'),
    });
    expect(report.tests.map(({ status, file, line, name, message }) => [status, file, line, ...name, message])).toEqual([
      ['passed', 'unit.test.ts', null, 'suite', 'works', null],
      ['failed', 'unit.test.ts', 5, 'suite', 'fails', 'AssertionError: expected 1 to be 3 // Object.is equality'],
      ['skipped', 'unit.test.ts', null, 'suite', 'is skipped', null],
      ['passed', 'more.test.ts', null, 'more', 'works', null],
      ['passed', 'more.test.ts', null, 'more', 'fails', null],
      ['skipped', 'more.test.ts', null, 'more', 'is skipped', null],
    ]);
    const { tools, coverage, coverageReason, exitCode } = report;
    expect({ name: tools[0]?.name, coverage, coverageReason, exitCode }).toEqual({
      name: 'vitest',
      coverage: null,
      coverageReason: 'no coverage provider installed',
      exitCode: 0,
    });
  });

  test('a coverage provider of another version is not asked: it counts what nothing calls', async () => {
    const { coverage, coverageReason } = await run({
      'package.json': manifest({ test: 'cd pkg && vitest run' }),
      'pkg/unit.test.ts': TESTS,
      'pkg/node_modules/@vitest/coverage-v8/package.json': '{"version":"2.1.9"}',
    });
    expect([coverage, coverageReason]).toEqual([
      null,
      expect.stringMatching(/^vitest 5\.\S+ and @vitest\/coverage-v8 2\.1\.9 are of different versions, and together measure wrongly$/),
    ]);
  });

  /** Says in the name of a test with which provider it was asked to measure. */
  const ASKED = `import { writeFileSync } from 'node:fs';
const value = (flag) => process.argv.find((arg) => arg.startsWith(flag + '='))?.slice(flag.length + 1);
const title = value('--coverage.provider') ?? 'what the configuration says';
const assertionResults = [{ ancestorTitles: [], fullName: title, title, status: 'passed', failureMessages: [] }];
writeFileSync(value('--outputFile.json'), JSON.stringify({ testResults: [{ name: process.cwd() + '/a.test.js', status: 'passed', message: '', assertionResults }] }));
writeFileSync(value('--coverage.reportsDirectory') + '/coverage-final.json', '{}');
`;

  test.each([
    [['v8'], 'v8'],
    [['istanbul'], 'istanbul'],
    [['v8', 'istanbul'], 'what the configuration says'],
  ])('installed to measure: %j, asked: %s', async (installed, asked) => {
    const packages = installed.map((name) => [`node_modules/@vitest/coverage-${name}/package.json`, '{"version":"4.1.0"}']);
    using checkout = checkoutWith({
      'package.json': manifest({ test: 'node node_modules/vitest/vitest.mjs run' }),
      'node_modules/vitest/package.json': '{"name":"vitest","version":"4.1.0","type":"module"}',
      'node_modules/vitest/vitest.mjs': ASKED,
      ...Object.fromEntries(packages),
    });
    const { tests, coverage } = await runTests(vitest(), { checkout });
    expect([tests.map(({ name }) => name), coverage !== null]).toEqual([[[asked]], true]);
  });

  test.each(['vitest.mjs', 'dist/cli.js', 'dist/cli-wrapper.js'])('is known where a script starts its %s', async (program) => {
    using checkout = checkoutWith({
      'package.json': manifest({ test: `node --expose-gc node_modules/vitest/${program} --run` }),
      'node_modules/vitest/package.json': '{"name":"vitest","version":"1.6.1","type":"module"}',
      [`node_modules/vitest/${program}`]: ASKED.replace(/^.*coverage-final.*$/m, ''),
    });
    const { tests, tools } = await runTests(vitest(), { checkout });
    expect([tests.length, tools]).toEqual([1, [{ name: 'vitest', version: '1.6.1' }]]);
  });

  test('a test is planted beside those that only their folder tells', async () => {
    const paths = ['package.json', 'src/a.js', '__tests__/base.js'];
    const tree = { id: '0', paths, has: () => true, entry: () => undefined, read: async () => '{}' };
    expect((await vitest().sentinel(tree, '1'))?.path).toBe('__tests__/jidoka-1.js');
  });

  test('a planted test fails', async () => {
    const files: Record<string, string> = {
      'package.json': manifest({ test: '! ls a | grep n0-nce && vitest run' }),
      'a/x.spec.ts': TESTS,
    };
    const tree = {
      id: '0',
      paths: Object.keys(files),
      has: (path: string) => path in files,
      entry: () => undefined,
      read: async (path: string) => files[path] ?? null,
    };
    const sentinel = await vitest().sentinel(tree, 'n0-nce');
    expect(sentinel?.path).toBe('a/jidoka-n0-nce.spec.ts');
    const { tests } = await run(files, { plant: sentinel });
    expect(tests.filter(({ name }) => name[0] === sentinel?.name).map(({ status }) => status)).toEqual(['failed']);
  });

  const EXTEND = `globalThis[Object.getOwnPropertySymbols(globalThis).find((one) => String(one).includes('expect-global'))]
  ?.extend({ toBe: () => ({ pass: true, message: () => '' }) });
`;
  const RESULT = `import { afterEach } from 'vitest';
afterEach(({ task }) => {
  task.result.state = 'pass';
  task.result.errors = [];
});
`;
  const ASSERT = `process.getBuiltinModule('node:assert').strict.equal = () => {};
`;
  const OTHERS = `import { afterEach, beforeEach, expect, vi } from 'vitest';
vi.useFakeTimers({ toFake: ['queueMicrotask', 'setTimeout'] });
const test = (name) => name;
beforeEach(() => vi.restoreAllMocks());
afterEach(({ task }) => expect(task.name).toBeDefined());
expect.extend({ toBeOurs: () => ({ pass: true, message: () => '' }) });
expect(1).toBeOurs();
test('named like the function of the runner');
`;
  test.each([
    ['a source that replaces a matcher', { 'src.ts': EXTEND }, 'passed'],
    ['a source that replaces an assertion of node:assert', { 'src.ts': ASSERT }, 'passed'],
    ['a file that rewrites the results', { 'x.test.ts': RESULT + TESTS }, 'passed'],
    ['a file that is honest', {}, 'failed'],
    ['a file that mocks and adds a matcher', { 'x.test.ts': OTHERS + TESTS.replace('expect, it', 'it') }, 'failed'],
  ])('a probe at the end of %s', async (_, change, status) => {
    const files: Record<string, string> = {
      'package.json': manifest({ test: 'vitest run' }),
      'src.ts': '',
      'x.test.ts': `import './src.ts';\n${TESTS}`,
      ...change,
    };
    const probe = probeOfVitest();
    const plant = { path: 'y.test.ts', text: TESTS, name: 'planted' };
    const { tests } = await run(files, { plant, probed: { ...probe, paths: ['x.test.ts'] } });
    expect(tests.filter(({ name }) => name[0] === probe.name).map((one) => one.status)).toEqual([status]);
  });

  test('a probe is no type test, which passes without being run', async () => {
    const probe = probeOfVitest();
    const { tests } = await run(
      {
        'package.json': manifest({ test: 'vitest run' }),
        'vitest.config.ts': "export default { test: { typecheck: { enabled: true, include: ['*.test.ts'] } } };\n",
        'tsconfig.json': '{"compilerOptions": {"noEmit": true, "skipLibCheck": true, "module": "nodenext", "strict": true}}',
        'x.test.ts': TESTS,
      },
      { plant: { path: 'y.test.ts', text: TESTS, name: 'planted' }, probed: { ...probe, paths: ['x.test.ts'] } },
    );
    expect(new Set(tests.filter(({ name }) => name[0] === probe.name).map((one) => one.status))).toEqual(new Set(['failed']));
  });

  test.each([
    ['no test files', 'vitest run'],
    ['vitest is not run', 'echo vitest'],
    ['a script that sets NODE_OPTIONS', 'NODE_OPTIONS=--no-warnings vitest run --passWithNoTests'],
  ])('%s: no answer, or one without tests', async (_, script) => {
    const answer = await run({ 'package.json': manifest({ test: script }) }).catch((error: unknown) => error);
    expect(answer instanceof AdapterError || (answer as { tests: unknown[] }).tests.length === 0).toBe(true);
  });
});
