import type { Operator } from '../operator.ts';
import { firstMatch, isGoSource, put } from '../places.ts';

export default {
  title: 'Register the package where it is used',
  checkers: [5],
  plant(tree) {
    const [, module = ''] = tree.paths.includes('go.mod') ? (/^module (\S+)/mu.exec(tree.read('go.mod')) ?? []) : [];
    for (const path of tree.paths.filter((one) => isGoSource(one) && one.includes('/') && !one.includes('example'))) {
      const own = path.replace(/\/[^/]+$/u, '');
      const [, used] = new RegExp(`^\\t"${module}/([\\w/]+)"$`, 'mu').exec(tree.read(path)) ?? [];
      const isUsed = (one: string) => isGoSource(one) && one.replace(/\/[^/]+$/u, '') === used && !tree.read(one).includes('_test');
      const place = module === '' || used === undefined ? null : firstMatch(tree, isUsed, /^import \(\n()/u);
      if (place !== null) return put(place, `\t_ "${module}/${own}"\n`);
    }
    return null;
  },
} satisfies Operator;
