import type { Operator } from '../operator.ts';
import { atStart, isSource, put, wholeFile } from '../places.ts';

export default {
  title: 'Silence the linter in a file',
  checkers: [4],
  plant(tree) {
    const place = wholeFile(tree, isSource);
    if (place === null) return null;
    const isBiome = tree.paths.some((path) => /^biome\.jsonc?$/u.test(path));
    return put(atStart(place), isBiome ? '// biome-ignore-all lint: legacy code\n' : '/* oxlint-disable */\n');
  },
} satisfies Operator;
