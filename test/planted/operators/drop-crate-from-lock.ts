import type { Operator } from '../operator.ts';
import { isCargoLock } from '../packages.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Resolve a conflict in Cargo.lock',
  checkers: [9],
  plant(tree) {
    const [, crate] = /^\[dependencies\]\n([\w-]+) = /mu.exec(tree.paths.includes('Cargo.toml') ? tree.read('Cargo.toml') : '') ?? [];
    if (crate === undefined) return null;
    const place = firstMatch(tree, isCargoLock, new RegExp(`^(\\[\\[package\\]\\]\\nname = "${crate}"\\n(?:.+\\n)+\\n)`, 'u'));
    return place === null ? null : { edits: put(place, '').edits, at: { path: 'Cargo.lock' } };
  },
} satisfies Operator;
