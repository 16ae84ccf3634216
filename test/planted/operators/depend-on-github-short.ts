import type { Operator } from '../operator.ts';
import { both, editManifest, scriptWithImport } from '../packages.ts';

export default {
  title: 'Use a fork',
  checkers: [9],
  plant: (tree) =>
    both(
      editManifest(tree, (manifest) => {
        manifest.dependencies = { ...manifest.dependencies, 'acme-forked-queue': 'acme-tools/acme-forked-queue#develop' };
        return '"acme-forked-queue"';
      }),
      scriptWithImport(tree, 'acme-forked-queue'),
    ),
} satisfies Operator;
