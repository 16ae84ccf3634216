import { describe, expect, test } from 'vitest';
import type { Tree } from '../../domain/tree.ts';
import { checkoutWith } from '../fixtures/checkout-with.ts';
import { hasProgram } from '../fixtures/has-program.ts';
import { runTests } from '../fixtures/run-tests.ts';
import { goTest } from './go-test.ts';

const MODULE = {
  'go.mod': 'module example.org/demo\n\ngo 1.19\n',
  'a.go': `package demo

import "example.org/demo/inner"

// Add adds.
func Add(a, b int) int {
	if a < 0 {
		// negative
		return b - (-a)
	}

	return inner.Sum(a, b)
}
`,
  'inner/inner.go': 'package inner\n\n// Sum has no tests of its own.\nfunc Sum(a, b int) int {\n\treturn a + b\n}\n',
  // Linked into the tests, it would take their flags for its own.
  'cmd/demo/main.go': 'package main\n\nimport "flag"\n\nfunc init() { flag.Parse() }\n\nfunc main() {}\n',
  'a_test.go': `package demo

import "testing"

func TestAdd(t *testing.T) {
	for _, name := range []string{"one", "two of them"} {
		t.Run(name, func(t *testing.T) {
			if Add(1, 2) != 3 {
				t.Error("wrong")
			}
		})
	}
}

func TestSkips(t *testing.T) { t.Skip("not now") }
`,
};

const FAILING = 'package demo\n\nimport "testing"\n\nfunc TestFails(t *testing.T) {\n\tt.Errorf("want %d", 1)\n}\n';

const PANICKING = 'package demo\n\nimport "testing"\n\nfunc TestPanics(t *testing.T) {\n\tvar none map[string]int\n\tnone["a"] = 1\n}\n';

const treeOf = (files: Readonly<Record<string, string>>): Tree => ({
  id: '',
  paths: Object.keys(files),
  has: (path) => Object.hasOwn(files, path),
  entry: () => undefined,
  read: async (path) => files[path] ?? null,
});

describe.skipIf(!hasProgram('go', 'version'))('go test', () => {
  test('tells of tests and subtests, and of lines whichever package has them', { timeout: 180_000 }, async () => {
    using checkout = checkoutWith({ ...MODULE, 'b_test.go': FAILING });
    const { tests, tools, coverage, exitCode } = await runTests(goTest(), { checkout, command: 'go test ./...' });
    expect(tests.map(({ status, file, line, name, message }) => [status, file, line, name.join(' > '), message])).toEqual([
      ['passed', 'a_test.go', null, 'TestAdd', null],
      ['passed', 'a_test.go', null, 'TestAdd > one', null],
      ['passed', 'a_test.go', null, 'TestAdd > two_of_them', null],
      ['skipped', 'a_test.go', null, 'TestSkips', null],
      ['failed', 'b_test.go', 6, 'TestFails', 'b_test.go:6: want 1'],
    ]);
    expect([tools[0]?.name, exitCode]).toEqual(['go', 1]);
    expect([...(coverage ?? [])].toSorted().map(([path, lines]) => [path, Object.fromEntries(lines)])).toEqual([
      ['a.go', { 7: 1, 9: 0, 12: 1 }],
      ['inner/inner.go', { 5: 1 }],
    ]);
  });

  test('a planted test fails in the report, and one that panics at its line', { timeout: 180_000 }, async () => {
    const plant = await goTest().sentinel(treeOf(MODULE), 'n0nce');
    if (plant === null) throw new Error('nothing to plant');
    using checkout = checkoutWith({ ...MODULE, 'z_test.go': PANICKING });
    const report = await runTests(goTest(), { checkout, command: 'go test ./...', coverage: false, plant });
    expect(report.tests.filter(({ status }) => status === 'failed')).toMatchObject([
      { file: plant.path, name: [plant.name] },
      { file: 'z_test.go', line: 7, name: ['TestPanics'], message: expect.stringContaining('assignment to entry in nil map') },
    ]);
  });

  test('a failure that TestMain hides is none the less one; code that does not compile reaches no test', { timeout: 180_000 }, async () => {
    const main = 'package demo\n\nimport (\n\t"os"\n\t"testing"\n)\n\nfunc TestMain(m *testing.M) {\n\tm.Run()\n\tos.Exit(0)\n}\n';
    using hiding = checkoutWith({ ...MODULE, 'b_test.go': FAILING, 'main_test.go': main });
    const report = await runTests(goTest(), { checkout: hiding, command: 'go test .', coverage: false });
    expect(report.tests.filter(({ status }) => status === 'failed').map(({ name }) => name)).toEqual([['TestFails']]);
    using broken = checkoutWith({ ...MODULE, 'a.go': 'package demo\n\nfunc Add(\n' });
    await expect(runTests(goTest(), { checkout: broken, command: 'go test ./...' })).rejects.toMatchObject({ code: 'TESTS_NOT_REACHED' });
  });
});
