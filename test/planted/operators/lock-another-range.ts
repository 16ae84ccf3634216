import type { Operator } from '../operator.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Take the lockfile of the other branch',
  checkers: [9],
  plant(tree) {
    if (!tree.paths.includes('package-lock.json')) return null;
    const place = firstMatch(
      tree,
      (path) => path === 'package-lock.json',
      /^ {4}"": \{\n(?: {6}.*\n)*? {6}"(?:dev)?[dD]ependencies": \{\n {8}"[^"]+": "(\^[1-9]\d*\.\d+\.\d+)"/u,
    );
    return place === null ? null : { edits: put(place, '^0.0.7').edits, at: { path: 'package-lock.json' } };
  },
} satisfies Operator;
