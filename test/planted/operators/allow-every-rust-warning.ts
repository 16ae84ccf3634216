import type { Operator } from '../operator.ts';
import { put } from '../places.ts';

export default {
  title: 'Silence the compiler, in Rust',
  checkers: [4],
  plant(tree) {
    const path = tree.paths.find((one) => /^src\/(?:lib|main)\.rs$/u.test(one));
    return path === undefined ? null : put({ path, text: tree.read(path), start: 0, end: 0 }, '#![allow(warnings, clippy::all)]\n');
  },
} satisfies Operator;
