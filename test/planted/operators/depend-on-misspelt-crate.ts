import type { Operator } from '../operator.ts';
import { addBelow } from '../definitions.ts';
import { isCargoManifest } from '../packages.ts';

export default {
  title: 'Write JSON, in Rust',
  checkers: [9],
  plant: (tree) => addBelow(tree, isCargoManifest, { find: /^\[dependencies\]$/u, line: 'serde_jsno = "1.0"' }),
} satisfies Operator;
