import type { Operator } from '../operator.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Resolve a conflict in package-lock.json',
  checkers: [9],
  plant(tree) {
    const manifest = tree.paths.includes('package.json')
      ? (JSON.parse(tree.read('package.json')) as { readonly dependencies?: object })
      : {};
    const names = Object.keys(manifest.dependencies ?? {});
    if (names.length === 0 || !tree.paths.includes('package-lock.json')) return null;
    const place = firstMatch(
      tree,
      (path) => path === 'package-lock.json',
      new RegExp(`^( {4}"node_modules/(?:${names.join('|')})": \\{\\n(?: {6}.*\\n)*? {4}\\},\\n)`, 'u'),
    );
    return place === null ? null : { edits: put(place, '').edits, at: { path: 'package-lock.json' } };
  },
} satisfies Operator;
