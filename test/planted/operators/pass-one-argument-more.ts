import type { Operator } from '../operator.ts';
import { firstMatch, functionsOf, isTypeScript, put } from '../places.ts';

export default {
  title: 'Hand the options on',
  checkers: [5],
  plant(tree) {
    for (const { name, path, text, start, body } of functionsOf(tree, isTypeScript)) {
      if (/\.\.\./u.test(text.slice(start, body.start))) continue;
      const place = firstMatch(tree, (one) => one === path, new RegExp(`(?:return|=) ${name}\\([^()\\n]+(\\))`, 'u'));
      if (place !== null) return put(place, ', 1, 2, 3, 4, 5, 6)');
    }
    return null;
  },
} satisfies Operator;
