import type { Operator } from '../operator.ts';
import { inFunction, isManifest } from '../places.ts';

export default {
  title: 'Keep a table readable',
  checkers: [4],
  plant(tree) {
    const isBiome = tree.paths.some((path) => /^biome\.jsonc?$/u.test(path));
    if (
      !isBiome &&
      !tree.paths.some((path) => path.startsWith('.prettierrc')) &&
      !tree.paths.some((path) => isManifest(path) && tree.read(path).includes('prettier'))
    )
      return null;
    return inFunction(tree, { code: isBiome ? '// biome-ignore format: easier to read' : '// prettier-ignore' });
  },
} satisfies Operator;
