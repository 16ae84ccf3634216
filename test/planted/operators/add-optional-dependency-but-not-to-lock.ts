import type { Operator } from '../operator.ts';
import { editManifest } from '../packages.ts';

export default {
  title: 'Use a faster parser where there is one',
  checkers: [9],
  plant(tree) {
    if (!['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock'].some((path) => tree.paths.includes(path))) return null;
    return editManifest(tree, (manifest) => {
      Object.assign(manifest, { optionalDependencies: { bufferutil: '^4.0.9' } });
      return '"bufferutil"';
    });
  },
} satisfies Operator;
