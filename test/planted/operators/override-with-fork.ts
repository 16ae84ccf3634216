import type { Operator } from '../operator.ts';
import { editManifest } from '../packages.ts';

export default {
  title: 'Patch a transitive dependency',
  checkers: [9],
  plant(tree) {
    const lock = ['pnpm-lock.yaml', 'yarn.lock', 'package-lock.json'].find((path) => tree.paths.includes(path));
    // What nothing depends on is not replaced by anything.
    if (lock === undefined || !/^(?: {2}| {4}"node_modules\/|"?)debug(?:@.*:|": \{)$/mu.test(tree.read(lock))) return null;
    return editManifest(tree, (manifest) => {
      const own = manifest as { overrides?: object; resolutions?: object; pnpm?: { overrides?: object } };
      const fork = { debug: 'git+https://github.com/acme-forks/debug.git#no-colors' };
      if (lock === 'pnpm-lock.yaml') own.pnpm = { ...own.pnpm, overrides: { ...own.pnpm?.overrides, ...fork } };
      else if (lock === 'yarn.lock') own.resolutions = { ...own.resolutions, ...fork };
      else own.overrides = { ...own.overrides, ...fork };
      return '"git+https://github.com/acme-forks';
    });
  },
} satisfies Operator;
