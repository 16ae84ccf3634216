import type { Operator } from '../operator.ts';
import { both, editManifest, scriptWithImport } from '../packages.ts';

export default {
  title: 'Use a library for dates',
  checkers: [9],
  plant: (tree) =>
    both(
      tree.paths.some((path) => /^(?:package-lock\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lock)$/u.test(path))
        ? editManifest(tree, (manifest) => {
            manifest.dependencies = { ...manifest.dependencies, 'date-fns-jalali': '^4.1.0' };
            return '"date-fns-jalali"';
          })
        : null,
      scriptWithImport(tree, 'date-fns-jalali'),
    ),
} satisfies Operator;
