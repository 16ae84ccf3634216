import { describe, expect, test } from 'vitest';
import type { Tree } from '../../domain/tree.ts';
import { checkoutWith } from '../fixtures/checkout-with.ts';
import { hasProgram } from '../fixtures/has-program.ts';
import { runTests } from '../fixtures/run-tests.ts';
import { cargoTest } from './cargo-test.ts';

const CRATE = {
  'Cargo.toml': '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n',
  'src/lib.rs': `/// Adds.
///
/// \`\`\`
/// assert_eq!(demo::add(1, 2), 3);
/// \`\`\`
pub fn add(a: i32, b: i32) -> i32 {
    a + b
}

mod deep;

#[cfg(test)]
mod tests {
    #[test]
    fn adds() {
        assert_eq!(super::add(1, 2), 3);
    }
    #[test]
    #[ignore]
    fn slow() {}
}
`,
  'src/deep.rs': '#[cfg(test)]\nmod tests {\n    #[test]\n    fn fails() {\n        assert_eq!(1, 2);\n    }\n}\n',
  'tests/it.rs': '#[test]\nfn works() {\n    assert_eq!(demo::add(2, 2), 4);\n}\n',
};

const treeOf = (files: Readonly<Record<string, string>>): Tree => ({
  id: '',
  paths: Object.keys(files),
  has: (path) => Object.hasOwn(files, path),
  entry: () => undefined,
  read: async (path) => files[path] ?? null,
});

const probe = cargoTest().probe('n0nce');

describe.skipIf(!hasProgram('cargo'))('cargo test', () => {
  test('tells of every test program and of the documentation, whichever fails', { timeout: 120_000 }, async () => {
    using checkout = checkoutWith(CRATE);
    const report = await runTests(cargoTest(), { checkout, command: 'cargo test -- --nocapture' });
    expect(report.tests.map(({ status, file, line, name }) => [status, file, line, name.join(' > ')]).toSorted()).toEqual([
      ['failed', 'src/deep.rs', 5, 'tests > fails'],
      ['passed', 'src/lib.rs', null, 'tests > adds'],
      ['passed', 'src/lib.rs', 3, 'documentation example of add'],
      ['passed', 'tests/it.rs', null, 'works'],
      ['skipped', 'src/lib.rs', null, 'tests > slow'],
    ]);
    expect([report.tools[0]?.name, report.exitCode, report.coverage]).toEqual(['cargo', 101, null]);
  });

  test('a planted test fails; one at the end of a file passes where that crate asserts nothing', { timeout: 120_000 }, async () => {
    const silent = 'macro_rules! assert_eq {\n    ($($any:tt)*) => {};\n}\n';
    const files = { ...CRATE, 'tests/silent.rs': `${silent}#[test]\nfn lies() {\n    assert_eq!(1, 2);\n}\n` };
    const plant = await cargoTest().sentinel(treeOf(files), 'n0nce');
    if (plant === null || probe === null) throw new Error('nothing to plant');
    using checkout = checkoutWith(files);
    const report = await runTests(cargoTest(), {
      checkout,
      command: 'cargo test',
      plant,
      probed: { text: probe.text, paths: ['tests/it.rs', 'tests/silent.rs'] },
    });
    const statusOf = (name: string, file: string) => report.tests.find((one) => one.name.at(-1) === name && one.file === file)?.status;
    expect([plant.path, statusOf(plant.name, plant.path)]).toEqual(['tests/it.rs', 'failed']);
    expect([statusOf(probe.name, 'tests/it.rs'), statusOf(probe.name, 'tests/silent.rs')]).toEqual(['failed', 'passed']);
  });

  test('a test that ends its process is no report', { timeout: 120_000 }, async () => {
    using checkout = checkoutWith({ ...CRATE, 'tests/it.rs': '#[test]\nfn ends() {\n    std::process::exit(0);\n}\n' });
    await expect(runTests(cargoTest(), { checkout, command: 'cargo test' })).rejects.toThrow(/did not end with their sums/);
  });

  test('code that does not compile reaches no test', { timeout: 120_000 }, async () => {
    using checkout = checkoutWith({ ...CRATE, 'src/deep.rs': 'fn broken( {}\n' });
    await expect(runTests(cargoTest(), { checkout, command: 'cargo test' })).rejects.toMatchObject({ code: 'TESTS_NOT_REACHED' });
  });
});
