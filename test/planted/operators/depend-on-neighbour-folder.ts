import type { Operator } from '../operator.ts';
import { both, editManifest, scriptWithImport } from '../packages.ts';

export default {
  title: 'Use the library next door',
  checkers: [9],
  plant(tree) {
    const used = scriptWithImport(tree, 'acme-shared');
    const fault = editManifest(tree, (manifest) => {
      manifest.dependencies = { ...manifest.dependencies, 'acme-shared': 'file:../acme-shared' };
      return '"file:../acme-shared"';
    });
    return both(fault, used);
  },
} satisfies Operator;
