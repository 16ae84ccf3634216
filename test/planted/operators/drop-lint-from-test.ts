import type { Operator } from '../operator.ts';
import { firstMatch, isManifest, replaceFirst, take } from '../places.ts';

export default {
  title: 'Test faster',
  checkers: [4],
  plant(tree) {
    const whole = firstMatch(tree, isManifest, /^ *"pretest": "[^"]*\blint\b[^"]*",$/u);
    if (whole !== null) return take(whole);
    return replaceFirst(tree, isManifest, { find: /"test": "((?:npm run|pnpm|yarn) lint && )/u, by: () => '' });
  },
} satisfies Operator;
