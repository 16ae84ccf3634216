import { addBelow } from '../definitions.ts';
import type { Operator } from '../operator.ts';
import { isCargoManifest } from '../packages.ts';

export default {
  title: 'Prepare for a faster search, in Rust',
  checkers: [9],
  plant(tree) {
    if (!tree.paths.includes('Cargo.lock') || !tree.paths.includes('Cargo.toml')) return null;
    const [manifest, lock] = [tree.read('Cargo.toml'), tree.read('Cargo.lock')];
    const [, root] = /^\[package\]\n(?:.+\n)*?name = "([\w-]+)"/mu.exec(manifest) ?? [];
    const [, version] = /^name = "memchr"\nversion = "([^"]+)"/mu.exec(lock) ?? [];
    const own = new RegExp(`^name = "${root}"\\n[^[]*dependencies = \\[\\n(?: "[a-l].*\\n)*`, 'mu').exec(lock)?.[0];
    if (root === undefined || version === undefined || own === undefined || manifest.includes('memchr') || own.includes('memchr'))
      return null;
    const fault = addBelow(tree, isCargoManifest, { find: /^\[dependencies\]$/u, line: `memchr = "${version}"` });
    return fault === null ? null : { ...fault, edits: { ...fault.edits, 'Cargo.lock': lock.replace(own, `${own} "memchr",\n`) } };
  },
} satisfies Operator;
