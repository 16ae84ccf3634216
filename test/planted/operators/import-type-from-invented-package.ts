import type { Operator } from '../operator.ts';
import { above, firstMatch, isTypeScript } from '../places.ts';

export default {
  title: 'Share a type',
  checkers: [4, 5],
  plant(tree) {
    const place = firstMatch(tree, isTypeScript, /^(?:import|export|const|type|interface) .*$/u);
    return place === null ? null : above(place, 'import type { TypedOptions } from "typed-options-kit";');
  },
} satisfies Operator;
