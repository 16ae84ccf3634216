import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isManifest } from '../packages.ts';

export default {
  title: 'Use the newest of a tool, with bun',
  checkers: [9],
  plant(tree) {
    if (!tree.paths.includes('bun.lock')) return null;
    return change(tree, isManifest, { find: /^ +"(?:typescript|vitest)": "[\^~]?(\d+)\./u, by: (found) => `${Number(found) + 1}` });
  },
} satisfies Operator;
