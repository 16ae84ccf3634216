import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isCargoManifest } from '../packages.ts';

export default {
  title: 'Always use the newest, in Rust',
  checkers: [9],
  plant: (tree) => change(tree, isCargoManifest, { find: /^\[dependencies\]\n(?:.*\n)*?\w[\w-]* = "([^"]+)"/u, by: '*' }),
} satisfies Operator;
