import type { Operator } from '../operator.ts';
import { firstMatch, put, textOf } from '../places.ts';

export default {
  title: 'Merge the main branch into the settings',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(
      tree,
      (path) => /(?:^|\/)(?:\.env\.(?:example|sample|template)|\.gitignore|\.dockerignore)$/u.test(path),
      /^[^#\n].*\n/u,
    );
    if (place === null) return null;
    const fault = put(place, `<<<<<<< HEAD\n${textOf(place)}=======\n# ${textOf(place)}>>>>>>> origin/main\n`);
    return { edits: fault.edits, at: { path: place.path } };
  },
} satisfies Operator;
