import type { Operator } from '../operator.ts';

export default {
  title: 'Clean the crates up',
  checkers: [9],
  plant(tree) {
    if (!tree.paths.includes('Cargo.toml')) return null;
    const text = tree.read('Cargo.toml');
    const table = /^\[dependencies\]\n(?:[^[\n].*\n)+/mu.exec(text)?.[0] ?? '';
    const sources = tree.paths.filter((path) => path.startsWith('src/') && path.endsWith('.rs')).map((path) => tree.read(path));
    for (const [line, crate = ''] of table.matchAll(/^([\w-]+) = (?:"[^"]+"|\{ ?version = "[^"]+"(?:, features = \[[^\]]*\])? ?\})\n/gmu)) {
      if (!sources.some((source) => new RegExp(`^use ${crate.replaceAll('-', '_')}::`, 'mu').test(source))) continue;
      // A feature of the package may need it by name.
      if (text.replace(line, '').includes(`"${crate}`) || text.includes(`dep:${crate}`)) continue;
      return { edits: { 'Cargo.toml': text.replace(line, '') }, at: { path: 'Cargo.toml' } };
    }
    return null;
  },
} satisfies Operator;
