import type { Operator } from '../operator.ts';
import { editManifest } from '../packages.ts';
import { atFileEnd, put, wholeFile } from '../places.ts';

export default {
  title: 'Let the build of a library run',
  checkers: [9],
  plant(tree) {
    if (tree.paths.includes('bun.lock')) {
      return editManifest(tree, (manifest) => {
        Object.assign(manifest, { trustedDependencies: ['esbuild'] });
        return '"trustedDependencies"';
      });
    }
    const place = wholeFile(tree, (path) => path === 'pnpm-workspace.yaml');
    return place === null || place.text.includes('onlyBuiltDependencies')
      ? null
      : put(atFileEnd(place), 'dangerouslyAllowAllBuilds: true\n');
  },
} satisfies Operator;
