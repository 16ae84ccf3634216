import type { Operator } from '../operator.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Downgrade in the lockfile only, in Python',
  checkers: [9],
  plant(tree) {
    const text = tree.paths.includes('pyproject.toml') ? tree.read('pyproject.toml') : '';
    for (const [, name = ''] of text.matchAll(/^ {4}"([\w-]+)(?:\[[\w,]+\])? ?>= ?\d+\.[1-9]/gmu)) {
      const place = firstMatch(
        tree,
        (path) => path === 'uv.lock' || path === 'poetry.lock',
        new RegExp(`^name = "${name}"\\nversion = "([^"]+)"`, 'u'),
      );
      if (place !== null) return { edits: put(place, '0.0.1').edits, at: { path: place.path } };
    }
    return null;
  },
} satisfies Operator;
