import type { Operator } from '../operator.ts';
import { isTemplate } from '../languages.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Change the head of a template',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, (path) => isTemplate(path) && tree.read(path).split('\n').length > 25, /^(?:.*\n){12}((?:.*\n)+)/u);
    return place === null ? null : put(place, '<!-- ... rest of the template remains unchanged ... -->\n');
  },
} satisfies Operator;
