import type { Operator } from '../operator.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Resolve a conflict in the lockfile, in Python',
  checkers: [9],
  plant(tree) {
    const [, name] =
      /^dependencies = \[\s*"([\w-]+)/mu.exec(tree.paths.includes('pyproject.toml') ? tree.read('pyproject.toml') : '') ?? [];
    if (name === undefined) return null;
    const isLock = (path: string) => path === 'uv.lock' || path === 'poetry.lock';
    const place = firstMatch(tree, isLock, new RegExp(`^(\\[\\[package\\]\\]\\nname = "${name}"\\n(?:(?!\\[\\[package).*\\n)+)`, 'u'));
    return place === null ? null : { edits: put(place, '').edits, at: { path: place.path } };
  },
} satisfies Operator;
