import type { Operator } from '../operator.ts';
import { isYarnLock } from '../packages.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Resolve a conflict in yarn.lock',
  checkers: [9],
  plant(tree) {
    const manifest = tree.paths.includes('package.json')
      ? (JSON.parse(tree.read('package.json')) as { readonly dependencies?: object })
      : {};
    const [name] = Object.keys(manifest.dependencies ?? {});
    if (name === undefined) return null;
    // An entry ends where a blank line does.
    const place = firstMatch(tree, isYarnLock, new RegExp(`^("?${name}@[^\\n]*:\\n(?: {2}.*\\n)+\\n)`, 'u'));
    return place === null ? null : { edits: put(place, '').edits, at: { path: 'yarn.lock' } };
  },
} satisfies Operator;
