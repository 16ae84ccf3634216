import type { Operator } from '../operator.ts';
import { firstMatch, atStart, put } from '../places.ts';

const OFFERED = new Map([
  ['memchr', 'memchr::memchr'],
  ['smallvec', 'smallvec::SmallVec'],
  ['bitflags', 'bitflags::bitflags'],
]);

export default {
  title: 'Use what is there anyway, in Rust',
  checkers: [9],
  plant(tree) {
    if (!tree.paths.includes('Cargo.lock') || !tree.paths.includes('Cargo.toml')) return null;
    const lock = tree.read('Cargo.lock');
    const manifests = tree.paths.filter((path) => path.endsWith('Cargo.toml')).map((path) => tree.read(path));
    const crate = [...OFFERED.keys()].find(
      (name) => lock.includes(`name = "${name}"\n`) && manifests.every((text) => !text.includes(name)),
    );
    const place = crate === undefined ? null : firstMatch(tree, (path) => /^src\/(?!.*test).*\.rs$/u.test(path), /^use (?:std|crate)::/u);
    return place === null ? null : put(atStart(place), `use ${OFFERED.get(crate ?? '')};\n`);
  },
} satisfies Operator;
