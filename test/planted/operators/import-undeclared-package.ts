import type { Operator } from '../operator.ts';
import { scriptWithImport } from '../packages.ts';

export default {
  title: 'Use what is installed anyway',
  checkers: [9],
  plant(tree) {
    const lock = tree.paths.find((path) => /^(?:package-lock\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lock)$/u.test(path));
    if (lock === undefined) return null;
    const name = ['ms', 'semver', 'debug', 'picomatch', 'lodash'].find(
      (one) => tree.read(lock).includes(`${one}@`) || tree.read(lock).includes(`node_modules/${one}"`),
    );
    return name === undefined || tree.read('package.json').includes(`"${name}"`) ? null : scriptWithImport(tree, name);
  },
} satisfies Operator;
