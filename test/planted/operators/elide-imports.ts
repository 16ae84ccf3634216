import { serverSide } from '../languages.ts';
import type { Operator } from '../operator.ts';
import { firstMatch, put, isSource } from '../places.ts';

export default {
  title: 'Regroup the imports',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(serverSide(tree), isSource, /^import .* from .*\n((?:import .* from .*\n){3,})/u);
    return place === null ? null : put(place, '// ... existing imports ...\n');
  },
} satisfies Operator;
