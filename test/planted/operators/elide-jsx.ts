import type { Operator } from '../operator.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Restyle a component',
  checkers: [4],
  plant(tree) {
    const isComponent = (path: string) => path.endsWith('.tsx') && !/\.(?:test|spec|stories)\./u.test(path);
    const place = firstMatch(tree, isComponent, /^[ \t]+return \(\n {4}<\w+[^<>\n]*>\n((?: {6}.*\n|\s*\n){3,}?) {4}<\/\w+>\n/u);
    return place === null ? null : put(place, '      {/* ... existing content stays the same ... */}\n');
  },
} satisfies Operator;
