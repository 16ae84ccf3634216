import type { Operator } from '../operator.ts';
import { firstMatch, isReadme, put } from '../places.ts';

export default {
  title: 'Document an option',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isReadme, /^## [^\n]+\n[^]*?^## [^\n]+\n([^]*)/u);
    return place === null ? null : put({ ...place, end: place.text.length }, '\n<!-- ... rest of the README stays the same ... -->\n');
  },
} satisfies Operator;
