import type { Operator } from '../operator.ts';
import { editManifest } from '../packages.ts';

export default {
  title: 'Check the styles',
  checkers: [9],
  plant: (tree) => {
    if (tree.paths.some((path) => /lock/u.test(path) && !path.includes('/'))) return null;
    return editManifest(tree, (manifest) => {
      if (manifest.devDependencies === undefined) return null;
      manifest.devDependencies['pretier'] = '^3.6.2';
      return '"pretier"';
    });
  },
} satisfies Operator;
