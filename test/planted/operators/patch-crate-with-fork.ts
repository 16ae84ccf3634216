import type { Operator } from '../operator.ts';
import { isCargoManifest } from '../packages.ts';
import { atFileEnd, put, wholeFile } from '../places.ts';

export default {
  title: 'Use the fix of a fork, in Rust',
  checkers: [9],
  plant(tree) {
    const place = wholeFile(tree, isCargoManifest);
    const [, name] = /^\[dependencies\]\n(\w+) = /mu.exec(place?.text ?? '') ?? [];
    if (place === null || name === undefined) return null;
    return put(
      atFileEnd(place),
      `\n[patch.crates-io]\n${name} = { git = "https://github.com/someone/${name}", branch = "fix" }\n`,
      `${name} =`,
    );
  },
} satisfies Operator;
