import type { Operator } from '../operator.ts';
import { both, editManifest, scriptWithImport } from '../packages.ts';

export default {
  title: 'Use a library for dates, with bun',
  checkers: [9],
  plant(tree) {
    if (!tree.paths.includes('bun.lock')) return null;
    const manifest = editManifest(tree, (own) => {
      own.dependencies = { ...own.dependencies, 'date-fns': '^4.1.0' };
      return '"date-fns"';
    });
    return both(manifest, scriptWithImport(tree, 'date-fns'));
  },
} satisfies Operator;
