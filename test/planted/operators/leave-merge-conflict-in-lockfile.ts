import type { Operator } from '../operator.ts';
import { firstMatch, put, textOf } from '../places.ts';

export default {
  title: 'Merge the main branch into the lockfile',
  checkers: [1, 4, 9],
  plant(tree) {
    const isLock = (path: string) =>
      /^(?:package-lock\.json|pnpm-lock\.yaml|yarn\.lock|Cargo\.lock|uv\.lock|poetry\.lock|go\.sum)$/u.test(path);
    const place = firstMatch(tree, isLock, /^(?:.*\n){20}(.*\n)/u);
    if (place === null) return null;
    const fault = put(place, `<<<<<<< HEAD\n${textOf(place)}=======\n${textOf(place)}>>>>>>> origin/main\n`);
    return { edits: fault.edits, at: { path: place.path } };
  },
} satisfies Operator;
