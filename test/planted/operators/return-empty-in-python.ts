import type { Operator } from '../operator.ts';
import { isPlainPython } from '../languages.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Load nothing for now',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(
      tree,
      isPlainPython,
      /^(?:async )?def (?:get|list|find|load|parse|build|fetch|_\w+)_\w+\([^()]*\)(?: -> [^:]+)?:\n((?: {4}.*\n|\n(?= {4})){5,})/u,
    );
    return place === null ? null : put(place, '    return []\n');
  },
} satisfies Operator;
