import type { Operator } from '../operator.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Resolve a conflict in the lockfile, in Python',
  checkers: [9],
  plant(tree) {
    const manifest = tree.paths.includes('pyproject.toml') ? tree.read('pyproject.toml') : '';
    const [, written] = /^(?:dependencies = \[\s*"|\[tool\.poetry\.dependencies\]\n(?:python = .*\n)?)([\w-]+)/mu.exec(manifest) ?? [];
    const name = written?.toLowerCase();
    if (name === undefined) return null;
    const isLock = (path: string) => path === 'uv.lock' || path === 'poetry.lock';
    const place = firstMatch(tree, isLock, new RegExp(`^(\\[\\[package\\]\\]\\nname = "${name}"\\n(?:(?!\\[\\[package).*\\n)+)`, 'u'));
    return place === null ? null : { edits: put(place, '').edits, at: { path: place.path } };
  },
} satisfies Operator;
