import type { Operator } from '../operator.ts';
import { firstMatch, inStyle, isTypeScript, put } from '../places.ts';

export default {
  title: 'Sketch a method',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(
      tree,
      isTypeScript,
      /^export (?:abstract )?class [^{]*\{\n(?:(?!\}).*\n)*? {2}(?!constructor|if|for|while|switch)(?:public |private |async )*\w+\([^()]*\)(?:: [^{\n]+)? \{\n((?: {4}.*\n|\n(?= {4})){2,}) {2}\}\n/u,
    );
    return place === null ? null : put(place, inStyle(place.text, '    throw new Error("Method not implemented.");\n'));
  },
} satisfies Operator;
