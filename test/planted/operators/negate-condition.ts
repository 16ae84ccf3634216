import type { Operator } from '../operator.ts';
import { atStart, firstMatch, isSource, put, testsOf } from '../places.ts';

const stem = (path: string) => path.split('/').at(-1)?.split('.')[0];

export default {
  title: 'Fix a condition',
  checkers: [6],
  plant(tree) {
    const tests = [...new Set(testsOf(tree).map(({ path }) => path))];
    for (const source of tree.paths.filter(isSource)) {
      // Of several files that test it nobody knows beforehand which one notices.
      const [test, ...others] = tests.length === 1 ? tests : tests.filter((path) => stem(path) === stem(source));
      const place = firstMatch(tree, (path) => path === source, /^ +if \((\w+(?:\.\w+)*(?:\([\w, .]*\))?)\)/u);
      if (test !== undefined && others.length === 0 && place !== null) return { edits: put(atStart(place), '!').edits, at: { path: test } };
    }
    return null;
  },
} satisfies Operator;
