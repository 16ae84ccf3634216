import { describe, expect, test } from 'vitest';
import { checkoutWith, signal } from '../fixtures/checkout-with.ts';
import { hasProgram } from '../fixtures/has-program.ts';
import { rustfmt } from './rustfmt.ts';

const MANIFEST = '[package]\nname = "a"\nversion = "0.1.0"\nedition = "2021"\n';

describe.skipIf(!hasProgram('rustfmt'))('rustfmt', () => {
  const lint = async (files: Readonly<Record<string, string>>, asked = Object.keys(files).filter((path) => path.endsWith('.rs'))) => {
    using checkout = checkoutWith({ 'Cargo.toml': MANIFEST, ...files });
    const { examined, problems } = await rustfmt().lint({ checkout, files: asked, signal });
    return { examined, problems: problems.map(({ code, path, range }) => [code, path, range?.startLine]) };
  };

  test('finds what is not formatted, of the files it was asked about alone', async () => {
    const files = { 'src/lib.rs': 'mod deep;\npub async fn a() {}\n', 'src/deep.rs': 'fn b( ) {}\n' };
    expect(await lint(files)).toEqual({ examined: ['src/lib.rs', 'src/deep.rs'], problems: [['format', 'src/deep.rs', undefined]] });
    expect(await lint({ ...files, 'src/lib.rs': 'mod deep;\nfn a( ) {}\n' }, ['src/lib.rs'])).toEqual({
      examined: ['src/lib.rs'],
      problems: [['format', 'src/lib.rs', undefined]],
    });
  });

  test('says how a file should be, by the configuration that it has, without the modules of it', async () => {
    using checkout = checkoutWith({
      'Cargo.toml': MANIFEST,
      'rustfmt.toml': 'hard_tabs = true\n',
      'src/deep.rs': '',
      'src/lib.rs': 'mod deep;\nasync fn a( ) {\n1;\n}\n',
    });
    expect(await rustfmt().formatted?.({ checkout, path: 'src/lib.rs', signal })).toBe('mod deep;\nasync fn a() {\n\t1;\n}\n');
  });

  test('finds what does not parse', async () => {
    // Older ones say what follows from it as well.
    const [first] = (await lint({ 'src/lib.rs': 'fn a() {}\n\nfn b( {\n' })).problems;
    expect(first).toEqual(['syntax', 'src/lib.rs', 3]);
  });

  test('a file that is not there is no answer', async () => {
    await expect(lint({}, ['src/gone.rs'])).rejects.toThrow(/gave no answer/);
  });
});
