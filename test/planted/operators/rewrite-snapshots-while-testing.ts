import type { Operator } from '../operator.ts';
import { isManifest } from '../packages.ts';
import { firstMatch, isTest, put, textOf } from '../places.ts';

export default {
  title: 'Keep the snapshots current',
  checkers: [4],
  plant(tree) {
    const hasSnapshots = tree.paths.some((path) => isTest(path) && /toMatch(?:Inline)?Snapshot\(/u.test(tree.read(path)));
    const place = hasSnapshots ? firstMatch(tree, isManifest, /"test": "[^"]*\b(vitest run|jest)\b/u) : null;
    return place === null ? null : put(place, `${textOf(place)} -u`);
  },
} satisfies Operator;
