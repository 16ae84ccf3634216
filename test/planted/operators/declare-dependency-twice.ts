import type { Operator } from '../operator.ts';
import { editManifest } from '../packages.ts';

export default {
  title: 'Need a library while developing, too',
  checkers: [9],
  plant: (tree) =>
    editManifest(tree, (manifest) => {
      const [name] = Object.keys(manifest.dependencies ?? {});
      if (name === undefined) return null;
      manifest.devDependencies = { ...manifest.devDependencies, [name]: '^0.0.1' };
      return `"${name}": "^0.0.1"`;
    }),
} satisfies Operator;
